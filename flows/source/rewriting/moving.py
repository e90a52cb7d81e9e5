"""Items that change their place, with the remarks about them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.source.rewriting.blocks import blocks
from flows.source.rewriting.line_ends import Splice
from flows.source.rewriting.marks import Sequence

__all__ = ["lines_of", "move_item"]


def move_item(text: str, node: Sequence, index: int, to: int) -> Iterator[Splice]:
    """The items in another order; what stands between them stays where it is."""
    spans = _spans(text, node)
    order = list(range(len(spans)))
    order.insert(to, order.pop(index))
    for place, number in enumerate(order):
        if place != number:
            start, end = spans[number]
            yield Splice(*spans[place], text[start:end])


def lines_of(text: str, node: Sequence, index: int, column: int) -> list[str]:
    """The lines of an item, as they are where its dash stands in another column."""
    start, end = _spans(text, node)[index]
    shift = column - node.column
    return [_shifted(line, shift) for line in text[start:end].split("\n")]


def _spans(text: str, node: Sequence) -> list[tuple[int, int]]:
    if node.is_inline:
        return [(entry.start, entry.end) for entry in node.entries]
    chunks = blocks(text, node).chunks
    ends = [chunk.end - text[: chunk.end].endswith("\n") for chunk in chunks]
    return [(chunk.start, end) for chunk, end in zip(chunks, ends, strict=True)]


def _shifted(line: str, shift: int) -> str:
    if shift >= 0 or not line.strip():
        return " " * shift + line if line.strip() else line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]
