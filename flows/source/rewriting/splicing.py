"""Which pieces of a text an edit replaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from flows.run import Written
from flows.source.data import Path
from flows.source.rewriting.blocks import blocks
from flows.source.rewriting.edits import (
    Edit,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    Transfer,
)
from flows.source.rewriting.inserting import insert_item, insert_key, insert_lines
from flows.source.rewriting.line_ends import Splice
from flows.source.rewriting.marks import (
    Mapping,
    Node,
    Sequence,
    collection_at,
    data_of,
    entry_at,
    list_at,
    node_at,
    number_in,
)
from flows.source.rewriting.moving import lines_of, move_item
from flows.source.rewriting.removing import remove_entry
from flows.source.rewriting.replacing import Held, replace_value
from flows.source.rewriting.spelling import spell_inline

__all__ = ["splices_of"]


def splices_of(text: str, top: Node, edit: Edit) -> Iterator[Splice]:
    """The pieces, none inside another.

    Raises:
        LookupError: what it is about is not there.
    """
    match edit:
        case Put(path, value, after):
            yield from _put(text, top, path, value, after)
        case Remove(path):
            yield from _remove(text, top, path)
        case Insert(path, index, value):
            yield from _insert(text, top, path, index, value)
        case Move(path, index, to):
            yield from move_item(text, list_at(top, path), index, to)
        case Transfer():
            yield from _transfer(text, top, edit)
        case Rename(path, key):
            name = entry_at(node_at(top, path[:-1]), path[-1]).key
            yield Splice(name.start, name.end, spell_inline(key, name.style))
        case _:
            assert_never(edit)


def _put(
    text: str, top: Node, path: Path, value: Written, after: tuple[str, ...]
) -> Iterator[Splice]:
    parent = node_at(top, path[:-1])
    if isinstance(parent, Mapping) and path[-1] not in parent.keys:
        yield insert_key(text, parent, str(path[-1]), value, after)
    else:
        yield from _replace(text, top, path, value)


def _replace(text: str, top: Node, path: Path, value: Written) -> Iterator[Splice]:
    node, parent = node_at(top, path), collection_at(top, path[:-1])
    yield from replace_value(text, node, value, _held(text, parent, path[-1]))


def _held(text: str, parent: Mapping | Sequence, step: str | int) -> Held:
    """Where the value of one entry stands."""
    if isinstance(parent, Mapping):
        key = entry_at(parent, step).key
        after = text.index(":", key.end) + 1
        return Held(after, parent.column, is_item=False, is_inline=parent.is_inline)
    number = number_in(parent, step)
    if parent.is_inline:
        return Held(0, parent.column, is_item=True, is_inline=True)
    anchor = blocks(text, parent).chunks[number].anchor
    return Held(anchor + 1, parent.column, is_item=True, is_inline=False)


def _remove(text: str, top: Node, path: Path) -> Iterator[Splice]:
    parent = collection_at(top, path[:-1])
    number = number_in(parent, path[-1])
    if len(parent.entries) > 1 or parent.is_inline:
        yield remove_entry(text, parent, number)
    elif path[:-1]:
        empty: Written = {} if isinstance(parent, Mapping) else []
        yield from _replace(text, top, path[:-1], empty)


def _insert(text: str, top: Node, path: Path, index: int, value: Written) -> Iterator[Splice]:
    found = list_at(top, path)
    if found.entries:
        yield insert_item(text, found, index, value)
    else:
        yield from _replace(text, top, path, [value])


def _transfer(text: str, top: Node, edit: Transfer) -> Iterator[Splice]:
    """The lines as they are, a step further in or out where the other list is."""
    here, there = list_at(top, edit.path[:-1]), list_at(top, edit.to)
    number = number_in(here, edit.path[-1])
    if here.is_inline or there.is_inline or not there.entries:
        yield from _insert(text, top, edit.to, edit.index, data_of(here.entries[number]))
    else:
        lines = lines_of(text, here, number, there.column)
        yield insert_lines(text, there, edit.index, lines)
    yield from _remove(text, top, edit.path)
