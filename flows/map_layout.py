"""Where each thing of a drawing stands on a map: a column a stage, a box a question."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from flows.drawing import Box, Drawing, Group

__all__ = ["KEPT", "Arc", "Column", "Laid", "Map", "lay_out"]

#: of a box, and of the room between columns, where arrows pass
WIDTH, ROOM = 230, 80
#: of a line of text, around the text, and between boxes
LINE, PADDING, GAP = 16, 10, 22
#: letters of a line, and lines of a text, of its condition and of a title
LETTERS, LINES, CONDITION_LINES, TITLE_LINES = 30, 3, 4, 3
#: spaces where no line ends
KEPT = "\u00a0\u202f"
#: from the edge of the map
MARGIN = 20


@dataclass(frozen=True, slots=True)
class Laid:
    """A box in its place."""

    name: str
    text: tuple[str, ...]
    condition: tuple[str, ...]
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Column:
    title: tuple[str, ...]
    condition: tuple[str, ...]
    x: int
    boxes: tuple[Laid, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """An arrow, by its two ends; a leap passes other boxes by."""

    source: Laid
    target: Laid
    is_leap: bool


@dataclass(frozen=True, slots=True)
class Map:
    columns: tuple[Column, ...]
    arcs: tuple[Arc, ...]
    width: int
    height: int


def lay_out(drawing: Drawing) -> Map:
    """The map of a drawing."""
    begin = MARGIN + max((_head(group) for group in drawing.groups), default=0) + GAP
    columns = tuple(
        _column(group, MARGIN + rank * (WIDTH + ROOM), begin)
        for rank, group in enumerate(drawing.groups)
    )
    boxes = [box for column in columns for box in column.boxes]
    bottom = max((box.y + box.height for box in boxes), default=begin)
    arcs = tuple(_arcs(drawing, {box.name: box for box in boxes}, boxes))
    width = 2 * MARGIN + len(columns) * (WIDTH + ROOM) - ROOM
    return Map(columns, arcs, width, bottom + MARGIN)


def _column(group: Group, x: int, begin: int) -> Column:
    boxes, y = [], begin
    for box in group.boxes:
        laid = _laid(box, x, y)
        boxes.append(laid)
        y += laid.height + GAP
    return Column(
        _wrapped(group.title, TITLE_LINES),
        _wrapped(group.condition, CONDITION_LINES),
        x,
        tuple(boxes),
    )


def _laid(box: Box, x: int, y: int) -> Laid:
    text = _wrapped(box.text or box.name, LINES)
    condition = _wrapped(box.condition, CONDITION_LINES)
    height = 2 * PADDING + LINE * (len(text) + len(condition))
    return Laid(box.name, text, condition, x, y, height)


def _head(group: Group) -> int:
    lines = len(_wrapped(group.title, TITLE_LINES)) + len(
        _wrapped(group.condition, CONDITION_LINES)
    )
    return LINE * lines


def _wrapped(text: str, lines: int) -> tuple[str, ...]:
    """The text in so many lines at most; control characters are no letters."""
    plain = "".join(letter if letter.isprintable() or letter in KEPT else " " for letter in text)
    found = textwrap.wrap(plain, LETTERS, max_lines=lines, placeholder=" …")
    return tuple(found)


def _arcs(drawing: Drawing, by_name: Mapping[str, Laid], boxes: list[Laid]) -> Iterator[Arc]:
    following = {(one.name, other.name) for one, other in pairwise(boxes)}
    for source, target in drawing.arrows:
        is_leap = (source, target) not in following
        yield Arc(by_name[source], by_name[target], is_leap)
