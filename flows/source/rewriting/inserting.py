"""New keys and new items, and those that come from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence as Many

from flows.run import Written
from flows.source.rewriting.blocks import Block, blocks
from flows.source.rewriting.edits import place_for
from flows.source.rewriting.line_ends import Splice
from flows.source.rewriting.marks import Mapping, Scalar, Sequence
from flows.source.rewriting.spelling import spell_entry, spell_inline, spell_item

__all__ = ["insert_item", "insert_key", "insert_lines"]


def insert_key(
    text: str, node: Mapping, key: str, value: Written, after: tuple[str, ...]
) -> Splice:
    """A key that a mapping has not."""
    index = place_for([entry.key.text for entry in node.entries], after)
    if node.is_inline:
        return _insert_inline(node, index, f"{spell_inline(key)}: {spell_inline(value)}")
    return insert_lines(text, node, index, spell_entry(key, value, node.column))


def insert_item(text: str, node: Sequence, index: int, value: Written) -> Splice:
    """An item of a list, written as those beside it."""
    if node.is_inline:
        return _insert_inline(node, index, spell_inline(value))
    beside = node.entries[min(index, len(node.entries) - 1)]
    is_inline = isinstance(value, (dict, list)) and _is_inline(beside)
    lines = (
        [f"{' ' * node.column}- {spell_inline(value)}"]
        if is_inline
        else spell_item(value, node.column)
    )
    return insert_lines(text, node, index, lines)


def insert_lines(text: str, node: Mapping | Sequence, index: int, lines: Many[str]) -> Splice:
    """Lines between two entries, an empty one before them where their neighbours have one."""
    block = blocks(text, node)
    said = "".join(f"{line}\n" for line in lines)
    if index == 0:
        return _before_all(block, said)
    at = block.chunks[index - 1].end
    is_last = index == len(block.chunks)
    spaced = block.gap(index - 1 or 1) and (is_last or block.gap(index))
    said = f"\n{said}" if spaced else said
    if not text[:at].endswith("\n"):  # the last line of a file that does not end
        said = f"\n{said.removesuffix(chr(10))}"
    return Splice(at, at, said)


def _before_all(block: Block, said: str) -> Splice:
    first = block.chunks[0]
    said = f"{said}\n" if block.gap(1) else said
    if not first.is_whole:  # on the line of a dash: what was first gets a line of its own
        said = said.lstrip(" ") + " " * block.column
    return Splice(first.start, first.start, said)


def _insert_inline(node: Mapping | Sequence, index: int, said: str) -> Splice:
    if not node.entries:
        return Splice(node.start + 1, node.end - 1, said)
    if index == 0:
        return Splice(node.entries[0].start, node.entries[0].start, f"{said}, ")
    end = node.entries[index - 1].end
    return Splice(end, end, f", {said}")


def _is_inline(node: object) -> bool:
    return not isinstance(node, Scalar) and bool(getattr(node, "is_inline", False))
