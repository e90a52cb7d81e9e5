"""Keys and items that go, with the remarks about them."""

from __future__ import annotations

from flows.source.rewriting.blocks import Block, blocks
from flows.source.rewriting.line_ends import Splice
from flows.source.rewriting.marks import Mapping, Sequence

__all__ = ["remove_entry"]


def remove_entry(text: str, node: Mapping | Sequence, number: int) -> Splice:
    """Without one of several entries; a collection that would be empty is another matter."""
    if node.is_inline:
        return _remove_inline(node, number)
    block = blocks(text, node)
    chunk = block.chunks[number]
    if not chunk.is_whole:  # on the line of a dash, where the next one takes its place
        return Splice(chunk.start, block.chunks[number + 1].anchor, "")
    start, end = chunk.start, chunk.end
    if number == 0:
        end = _after_empty(block, end)
    elif number == len(block.chunks) - 1 or block.gap(number + 1):
        start = _before_empty(block, start)
    if end == len(text) and not text.endswith("\n"):
        start -= 1
    return Splice(start, end, "")


def _after_empty(block: Block, at: int) -> int:
    """Past the empty lines below."""
    while block.text.startswith("\n", at):
        at += 1
    return at


def _before_empty(block: Block, at: int) -> int:
    """Past the empty lines above."""
    while block.text[:at].endswith("\n\n"):
        at -= 1
    return at


def _remove_inline(node: Mapping | Sequence, number: int) -> Splice:
    entries = node.entries
    if len(entries) == 1:
        return Splice(node.start + 1, node.end - 1, "")
    if number == 0:
        return Splice(entries[0].start, entries[1].start, "")
    return Splice(entries[number - 1].end, entries[number].end, "")
