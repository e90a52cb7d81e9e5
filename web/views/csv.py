"""Tables for spreadsheets, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

__all__ = ["cell", "written"]

#: what a spreadsheet takes for the beginning of a formula, wherever spaces or signs precede it
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def written(header: Sequence[str], rows: Iterable[Sequence[object]], *, separator: str) -> bytes:
    """In UTF-8 with its mark, without which spreadsheets read accents wrong."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def cell(value: object) -> str:
    """As text: with a mark before it where a spreadsheet would reckon, and on one line."""
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA) else text
