"""A value in the place of another, written as that one was where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.run import Written
from flows.source.rewriting.blocks import below, end_of
from flows.source.rewriting.line_ends import Splice
from flows.source.rewriting.marks import Node, Scalar, data_of
from flows.source.rewriting.spelling import Spelled, Style, spell, spell_inline, spell_item

__all__ = ["Held", "replace_value"]

BLOCKS = (">", "|")


@dataclass(frozen=True, slots=True)
class Held:
    """Where a value stands: under a key or a dash."""

    #: the end of the colon or of the dash
    after: int
    #: column of the key or of the dash
    indent: int
    is_item: bool
    #: between braces or brackets
    is_inline: bool


def replace_value(text: str, node: Node, value: Written, held: Held) -> Iterator[Splice]:
    """What changes when a value takes the place of a node."""
    if held.is_inline:
        mark = _mark_kept(node, value) if isinstance(node, Scalar) else ""
        yield _headed(text, node.start, node.end, spell_inline(value, mark))
    elif isinstance(node, Scalar) or node.is_inline:
        yield from _replace_line(text, node, value, held)
    else:
        yield _replace_block(text, node, value, held)


def _mark_kept(node: Scalar, value: Written) -> str:
    """The quotes, where they were a choice or are needed again."""
    was_needed = spell_inline(node.text) != node.text
    return "" if was_needed and spell_inline(value) == value else node.style


def _replace_line(text: str, node: Node, value: Written, held: Held) -> Iterator[Splice]:
    """What begins on the line of its key; a remark at the end of that line stays there."""
    start, head_end, body_start, body_end = _parts(text, node)
    style = _style(text, node, body_start, body_end)
    spelled = _spelled(value, held, style, start - (text.rfind("\n", 0, start) + 1))
    yield _headed(text, start, head_end, spelled.head)
    body = "".join(f"{line}\n" for line in spelled.body)
    is_open = not text[:body_start].endswith("\n") if body_start else True
    if is_open and body:
        body = "\n" + body.removesuffix("\n")
    elif body and body_end == len(text) and not text.endswith("\n"):
        body = body.removesuffix("\n")
    if not body and body_end == len(text) and not text.endswith("\n"):
        body_start -= body_end > body_start  # nor did the file end with a line
    if body or body_end > body_start:
        yield Splice(body_start, body_end, body)


def _replace_block(text: str, node: Node, value: Written, held: Held) -> Splice:
    """All that stands below its key."""
    column = held.after + 1 - (text.rfind("\n", 0, held.after) + 1)
    spelled = _spelled(value, held, Style("-", data_of(node)), column)
    lines = [f" {spelled.head}" if spelled.head else "", *spelled.body]
    return Splice(held.after, end_of(text, node), "\n".join(lines))


def _spelled(value: Written, held: Held, style: Style, column: int) -> Spelled:
    if held.is_item and isinstance(value, (dict, list)):
        first, *rest = spell_item(value, held.indent)
        return Spelled(first[held.indent + 2 :], tuple(rest))
    return spell(value, indent=held.indent, column=column, style=style)


def _parts(text: str, node: Node) -> tuple[int, int, int, int]:
    """What stands on the first line, and the lines of a block below."""
    if isinstance(node, Scalar) and node.style in BLOCKS:
        line_end = below(text, node.start)
        header = text[node.start : line_end].partition("#")[0].rstrip()
        end = end_of(text, node)
        body_end = max(line_end, end if text[end - 1] == "\n" else below(text, end))
        return node.start, node.start + len(header), line_end, body_end
    return node.start, node.end, below(text, node.end), below(text, node.end)


def _style(text: str, node: Node, body_start: int, body_end: int) -> Style:
    if not isinstance(node, Scalar):
        return Style("{" if node.is_inline else "-", data_of(node))
    if node.style not in BLOCKS:
        return Style(node.style, node.text)
    lines = text[body_start:body_end].removesuffix("\n").split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")]
    indent = min(indents, default=None)
    said = tuple(line[indent:].rstrip(" ") for line in lines)
    return Style(node.style, node.text, said, indent)


def _headed(text: str, start: int, end: int, head: str) -> Splice:
    """With one space before it, and none where nothing stands on the line."""
    if not head:
        start -= len(text[:start]) - len(text[:start].rstrip(" "))
    elif start and text[start - 1] in ":-":
        head = f" {head}"
    return Splice(start, end, head)
