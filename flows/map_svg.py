"""The map of a flow as a picture (SVG), whatever its texts hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from flows.drawing import Drawing
from flows.map_layout import KEPT, LINE, MARGIN, PADDING, ROOM, WIDTH, Arc, Column, Laid, lay_out

__all__ = ["STYLE", "map_svg"]

#: for a picture that stands alone; a page has colours of its own for the same names
STYLE = """
.map-box rect { fill: #ffffff; stroke: #7d8784; }
.map-box.asked-if rect { stroke-dasharray: 5 3; }
.map-text { fill: #1d2624; font: 13px system-ui, sans-serif; }
.map-title { fill: #1d2624; font: 600 15px Georgia, serif; }
.map-condition { fill: #55605d; font: italic 12px system-ui, sans-serif; }
.map-arrow { fill: none; stroke: #7d8784; stroke-width: 1.5; }
.map-leap { fill: none; stroke: #0f6b5c; stroke-width: 1.5; stroke-dasharray: 2 3; }
.map-tip { fill: #7d8784; }
.map-tip-leap { fill: #0f6b5c; }
"""
#: corners of a box
ROUND = 7
#: of the tip of an arrow
TIP = 6


def map_svg(
    drawing: Drawing,
    *,
    label: str,
    link: Callable[[str], str] = lambda _: "",
    style: str = STYLE,
) -> str:
    """The picture.

    Args:
        label: what it shows, for people who hear it.
        link: the address of a box by its name; empty where there is none.
        style: of what stands in it; empty in a page that has one.
    """
    found = lay_out(drawing)
    size = f'width="{found.width}" height="{found.height}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {found.width} {found.height}" {size}'
    )
    parts = [
        f'{head} role="img" aria-label="{_plain(label)}">',
        *([f"<style>{style}</style>"] if style else []),
        *(_arc(arc) for arc in found.arcs),
        *(part for column in found.columns for part in _column(column, link)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _column(column: Column, link: Callable[[str], str]) -> Iterator[str]:
    yield _text(column.title, "map-title", column.x, MARGIN)
    if column.condition:
        below = MARGIN + LINE * len(column.title)
        yield _text(column.condition, "map-condition", column.x, below)
    for box in column.boxes:
        drawn = _box(box)
        address = link(box.name)
        yield f'<a href="{_plain(address)}" tabindex="-1">{drawn}</a>' if address else drawn


def _box(box: Laid) -> str:
    kind = "map-box asked-if" if box.condition else "map-box"
    frame = f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="{ROUND}"/>'
    top = box.y + PADDING
    said = _text(box.text, "map-text", box.x + PADDING, top)
    below = top + LINE * len(box.text)
    when = _text(box.condition, "map-condition", box.x + PADDING, below) if box.condition else ""
    return f'<g class="{kind}"><title>{_plain(box.name)}</title>{frame}{said}{when}</g>'


def _text(lines: Sequence[str], kind: str, x: int, top: int) -> str:
    spans = "".join(
        f'<tspan x="{x}" y="{top + LINE * number - 4}">{_plain(line)}</tspan>'
        for number, line in enumerate(lines, 1)
    )
    return f'<text class="{kind}">{spans}</text>'


def _arc(arc: Arc) -> str:
    """Straight down to the box below, around those that it leaps over, or over to a stage."""
    source, target = arc.source, arc.target
    if source.x == target.x and not arc.is_leap:
        x, begin, end = source.x + WIDTH // 2, source.y + source.height, target.y
        return _line(f"M{x} {begin}V{end - TIP}", _tip(x, end, down=True), is_leap=False)
    right, y = source.x + WIDTH, target.middle
    if source.x == target.x:
        far = right + min(ROOM - 12, 14 + (target.middle - source.middle) // 14)
        path = f"M{right} {source.middle}C{far} {source.middle} {far} {y} {right + TIP} {y}"
        return _line(path, _tip(right, y, left=True), is_leap=True)
    half = ROOM // 2
    path = f"M{right} {source.middle}C{right + half} {source.middle} {target.x - half} {y}"
    reached = f"{path} {target.x - TIP} {y}"
    return _line(reached, _tip(target.x, y), is_leap=arc.is_leap)


def _line(path: str, tip: str, *, is_leap: bool) -> str:
    kinds = ("map-leap", "map-tip-leap") if is_leap else ("map-arrow", "map-tip")
    return f'<path class="{kinds[0]}" d="{path}"/><path class="{kinds[1]}" d="{tip}"/>'


def _tip(x: int, y: int, *, down: bool = False, left: bool = False) -> str:
    if down:
        return f"M{x - 4} {y - TIP}L{x + 4} {y - TIP}L{x} {y}Z"
    back = x + TIP if left else x - TIP
    return f"M{back} {y - 4}L{back} {y + 4}L{x} {y}Z"


def _plain(text: str) -> str:
    return escape("".join(letter for letter in text if letter.isprintable() or letter in KEPT))
