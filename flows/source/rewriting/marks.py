"""Where each thing of a file begins and ends, so that one of them can be written anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from flows.run import Written
from flows.source.building import FAST
from flows.source.data import Path
from flows.source.scalars import read_scalar

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "collection_at",
    "data_of",
    "entry_at",
    "list_at",
    "node_at",
    "number_in",
    "read_nodes",
]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text, with its quotes or the mark of its block."""

    start: int
    end: int
    column: int
    #: empty without quotes; a quote, or `>` or `|`
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and what is written under it."""

    key: Scalar
    value: Node

    @property
    def start(self) -> int:
        return self.key.start

    @property
    def end(self) -> int:
        return max(self.key.end, self.value.end)


@dataclass(frozen=True, slots=True)
class Mapping:
    start: int
    end: int
    column: int
    #: it is between braces
    is_inline: bool
    entries: tuple[Entry, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(entry.key.text for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Sequence:
    start: int
    end: int
    column: int
    #: it is between brackets
    is_inline: bool
    entries: tuple[Node, ...]


Node = Scalar | Mapping | Sequence


def read_nodes(text: str) -> Node:
    """The tree of a file that can be read, with plain line ends."""
    events = yaml.parse(text, Loader=FAST)
    found = _node(next(islice(events, 2, None)), events)
    for _ in events:  # nothing but the end: a parser that is left half-way holds on to the text
        pass
    return found


def node_at(top: Node, path: Path) -> Node:
    """The node in one place.

    Raises:
        LookupError: there is none.
    """
    node = top
    for step in path:
        entry = _entries(node)[number_in(node, step)]
        node = entry.value if isinstance(entry, Entry) else entry
    return node


def number_in(node: Node, step: str | int) -> int:
    """The place of a key or an item among the entries of a node. Raises LookupError."""
    if isinstance(node, Mapping) and step in node.keys:
        return node.keys.index(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.entries):
        return step
    raise LookupError(step)


def entry_at(node: Node, step: str | int) -> Entry:
    """A key with its value. Raises LookupError."""
    found = _entries(node)[number_in(node, step)]
    if isinstance(found, Entry):
        return found
    raise LookupError(step)


def collection_at(top: Node, path: Path) -> Mapping | Sequence:
    """What holds entries in one place. Raises LookupError."""
    found = node_at(top, path)
    if isinstance(found, (Mapping, Sequence)):
        return found
    raise LookupError(path)


def list_at(top: Node, path: Path) -> Sequence:
    """The list in one place. Raises LookupError."""
    found = node_at(top, path)
    if isinstance(found, Sequence):
        return found
    raise LookupError(path)


def data_of(node: Node) -> Written:
    """What a node says."""
    match node:
        case Scalar(style=""):
            return read_scalar(node.text)
        case Scalar():
            return node.text
        case Mapping():
            return {entry.key.text: data_of(entry.value) for entry in node.entries}
        case Sequence():
            return [data_of(entry) for entry in node.entries]


def _entries(node: Node) -> tuple[Node | Entry, ...]:
    return () if isinstance(node, Scalar) else node.entries


def _node(event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
    start, end, column = _marks(event)
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(start, end, column, event.style or "", event.value)
    is_inline = bool(event.flow_style)  # type: ignore[attr-defined]  # it begins a collection
    nodes, end = _inside(events)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(start, end if is_inline else _end(nodes, start), column, is_inline, nodes)
    pairs = zip(nodes[::2], nodes[1::2], strict=True)
    entries = tuple(Entry(key, value) for key, value in pairs if isinstance(key, Scalar))
    return Mapping(start, end if is_inline else _end(nodes, start), column, is_inline, entries)


def _inside(events: Iterator[yaml.Event]) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return tuple(nodes), _marks(event)[1]
        nodes.append(_node(event, events))
    raise AssertionError(nodes)  # the parser ends what it began


def _marks(event: yaml.Event) -> tuple[int, int, int]:
    """Where it begins and ends, and in which column."""
    start, end = event.start_mark, event.end_mark
    assert start and end  # noqa: S101, PT018  what is parsed has them
    return start.index, end.index, start.column


def _end(nodes: tuple[Node, ...], start: int) -> int:
    """Of a collection without brackets: the parser only knows where the next thing begins."""
    return nodes[-1].end if nodes else start
