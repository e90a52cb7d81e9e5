"""The table as text with separators, for whoever has no spreadsheet that reads workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from charter.translating.lines import Lines
from charter.translating.rows import Cells, Row, Unreadable, headings, read_rows, rows_of

__all__ = ["read", "written"]

#: what a spreadsheet takes for the beginning of a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
GUARD = "'"
#: what a spreadsheet of a language expects between cells
SEPARATORS = {"fr": ";"}
SEPARATOR = ","


def written(lines: Lines, language: str) -> bytes:
    """In UTF-8 with its mark, without which spreadsheets read accents wrong."""
    out = io.StringIO()
    separator = SEPARATORS.get(language, SEPARATOR)
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(headings(language))
    writer.writerows([_guarded(cell) for cell in row] for row in rows_of(lines, language))
    return out.getvalue().encode("utf-8-sig", errors="replace")


def read(content: bytes) -> tuple[Row, ...]:
    """What came back. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not_utf8") from error
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        return read_rows(_cells(text, separator))
    except csv.Error as error:
        raise Unreadable("not_a_table") from error


def _cells(text: str, separator: str) -> Iterator[Cells]:
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [_bare(cell) for cell in row]


def _guarded(cell: str) -> str:
    return f"{GUARD}{cell}" if cell.startswith(FORMULA) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith(FORMULA) else cell
