"""Which lines of a file belong to each entry of a collection: it, and the remarks about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.source.rewriting.marks import Entry, Mapping, Node, Scalar, Sequence

__all__ = ["Block", "Chunk", "below", "blocks", "end_of", "remarks"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one entry."""

    #: of the first line, or of the first remark above it
    start: int
    #: where its key or its dash stands
    anchor: int
    #: of the line below
    end: int
    #: nothing else begins on its first line
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Entries one below the other."""

    text: str
    column: int
    chunks: tuple[Chunk, ...]

    def gap(self, number: int) -> bool:
        """Whether an empty line parts an entry from the one above it."""
        if not 0 < number < len(self.chunks):
            return False
        between = self.text[self.chunks[number - 1].end : self.chunks[number].start]
        return any(not line.strip() for line in between.split("\n")[:-1])


def blocks(text: str, node: Mapping | Sequence) -> Block:
    """The lines of each entry of a collection without brackets."""
    chunks: list[Chunk] = []
    at = _line_start(text, node.start)
    while at > 0 and _is_remark(_line(text, _line_start(text, at - 1)), node.column):
        at = _line_start(text, at - 1)
    for entry in node.entries:
        anchor = _anchor(text, at, node, entry)
        chunks.append(_chunk(text, entry, anchor=anchor, column=node.column, above=at))
        at = chunks[-1].end
    return Block(text, node.column, tuple(chunks))


def end_of(text: str, node: Node | Entry) -> int:
    """Where a node ends: without the empty lines that only follow it."""
    match node:
        case Entry(key, value):
            return max(text.index(":", key.end) + 1, end_of(text, value))
        case Scalar(start, end, style=">" | "|"):
            header = text[start : below(text, start)]
            return (
                end
                if "+" in header.partition("#")[0]
                else start + len(text[start:end].rstrip(" \n"))
            )
        case Mapping(is_inline=False, entries=(*_, last)):
            return end_of(text, last)
        case Sequence(is_inline=False, entries=(*_, last)):
            return end_of(text, last)
        case _:
            return node.end


def below(text: str, at: int) -> int:
    """Where the next line begins."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def remarks(text: str, node: Node) -> Iterator[tuple[int, str]]:
    """Every remark, with where it stands."""
    at = 0
    for scalar in _scalars(node):
        yield from _between(text, at, scalar.start)
        at = scalar.end
        if scalar.style in (">", "|"):
            yield from _between(text, scalar.start, below(text, scalar.start))
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while (start := text.find("#", start, end)) >= 0:
        line_end = below(text, start)
        yield start, text[start:line_end].rstrip()
        start = line_end


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping():
            for entry in node.entries:
                yield entry.key
                yield from _scalars(entry.value)
        case Sequence():
            for one in node.entries:
                yield from _scalars(one)


def _chunk(text: str, entry: Node | Entry, *, anchor: int, column: int, above: int) -> Chunk:
    line = _line_start(text, anchor)
    is_whole = not text[line:anchor].strip()
    start = line if is_whole else anchor
    while is_whole and start > above:
        before = _line_start(text, start - 1)
        if not _is_remark(_line(text, before), column):
            break
        start = before
    end = end_of(text, entry)
    end = end if text[end - 1] == "\n" else below(text, end)
    return Chunk(start, anchor, _with_remarks(text, end, column), is_whole)


def _with_remarks(text: str, end: int, column: int) -> int:
    """The end of an entry after the remarks further inside, which are about it."""
    at = end
    while at < len(text):
        line = _line(text, at)
        if line.strip() and not (line.lstrip().startswith("#") and _indent(line) > column):
            break
        at = below(text, at)
        if line.strip():
            end = at
    return end


def _anchor(text: str, at: int, node: Mapping | Sequence, item: Node | Entry) -> int:
    """Where a key or a dash stands: what comes before a dash are spaces and remarks."""
    if isinstance(item, Entry):
        return item.start
    at = max(at, node.start)
    while at < item.start and text[at] != "-":
        at = below(text, at) if text[at] == "#" else at + 1
    return at


def _is_remark(line: str, column: int) -> bool:
    return line.lstrip().startswith("#") and _indent(line) == column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line(text: str, start: int) -> str:
    return text[start : below(text, start)]
