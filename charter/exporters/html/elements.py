"""Markup: the only place that turns text into HTML, and so the only one that escapes it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from charter.exporters import wording

__all__ = ["anchor", "element", "escaped", "grid", "section", "source"]


def escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>\n")


def element(tag: str, text: str, kind: str = "") -> str:
    """An element around a text; nothing around nothing."""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{escaped(text)}</{tag}>" if text.strip() else ""


def anchor(place: str) -> str:
    """An id to link to: without spaces, and never that of another part of the page around."""
    return escape(f"charter-{'-'.join(place.split())}")


def section(place: str, heading: str, parts: Iterable[str], *, state: str = "") -> str:
    attribute = f' data-state="{state}"' if state else ""
    opening = f'<section aria-labelledby="{anchor(place)}"{attribute}>'
    title = f'<h2 id="{anchor(place)}">{escaped(heading)}</h2>'
    return "\n".join([opening, title, *(part for part in parts if part), "</section>"])


def grid(caption: str, header: Iterable[str], rows: Iterable[list[str]], *, kind: str = "") -> str:
    """A table of cells that are markup already."""
    attribute = f' class="{kind}"' if kind else ""
    head = "".join(f'<th scope="col">{escaped(each)}</th>' for each in header)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return "\n".join(
        [
            f"<table{attribute}>",
            element("caption", caption),
            f"<thead><tr>{head}</tr></thead>",
            f"<tbody>\n{body}\n</tbody>",
            "</table>",
        ]
    )


def source(address: str, label: str) -> str:
    if not address:
        return ""
    shown = escaped(address)
    if wording.is_address(address):
        shown = f'<a href="{escape(address)}">{shown}</a>'
    return f'<span class="source">{escaped(label)} {shown}</span>'
