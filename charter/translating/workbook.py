"""The table as a workbook that translators open in their spreadsheet; the only user of openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from charter.translating.lines import Lines, State
from charter.translating.phrases import Phrases, phrases_in
from charter.translating.rows import (
    COLUMNS,
    ROWS_AT_MOST,
    Cells,
    Row,
    Unreadable,
    headings,
    read_rows,
    rows_of,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read", "written"]

#: in characters, by column
WIDTHS = {
    "file": 16,
    "where": 34,
    "source": 60,
    "translation": 60,
    "state": 12,
    "comment": 30,
    "name": 20,
}
#: what a translator may write in
OPEN = ("translation", "state", "comment")
#: bytes of the files inside, unpacked: far more than the longest flow, far less than a bomb
UNPACKED_AT_MOST = 40_000_000
SHADES = {State.MISSING: "FBE9E7", State.STALE: "FFF4D6", State.DONE: "EAF4EA"}
HEAD = "E8E6E1"


def written(lines: Lines, language: str) -> bytes:
    """A workbook in which only the translations, their state and comments can be changed."""
    phrases, book = phrases_in(language), Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"{phrases.say('sheet')} {lines.language}"
    _head(sheet, language)
    shades = {phrases.say(f"states.{state}"): shade for state, shade in SHADES.items()}
    for number, row in enumerate(rows_of(lines, language), 2):
        for place, (column, text) in enumerate(zip(COLUMNS, row, strict=True), 1):
            cell = _text(sheet, number, place, text)
            cell.protection = Protection(locked=column not in OPEN)
            if column == "state":
                cell.fill = PatternFill("solid", start_color=shades[text])
    _protect(sheet, phrases)
    _help(book, phrases)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes) -> tuple[Row, ...]:
    """What came back. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            if sum(each.file_size for each in files.infolist()) > UNPACKED_AT_MOST:
                raise Unreadable("too_large", limit=str(ROWS_AT_MOST))
        book = load_workbook(io.BytesIO(content), read_only=True)
        formulas: set[tuple[int, int]] = set()
        return read_rows(_cells(book.worksheets[0], formulas), formulas)
    except (
        *(AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError),
        zipfile.BadZipFile,
    ) as error:  # whatever a file that is none of ours makes of its reader
        raise Unreadable("not_a_table") from error


def _head(sheet: Worksheet, language: str) -> None:
    for place, (column, heading) in enumerate(zip(COLUMNS, headings(language), strict=True), 1):
        cell = _text(sheet, 1, place, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=HEAD)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[column]
    sheet.freeze_panes = "A2"


def _text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A cell that is text whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101  nothing is merged here
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _protect(sheet: Worksheet, phrases: Phrases) -> None:
    last = max(sheet.max_row, 2)
    state = get_column_letter(COLUMNS.index("state") + 1)
    said = ",".join(phrases.say(f"states.{each}") for each in State)
    choice = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True)
    choice.add(f"{state}2:{state}{last}")
    sheet.add_data_validation(choice)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.protection.sort = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _help(book: Workbook, phrases: Phrases) -> None:
    sheet = book.create_sheet(phrases.say("help"))
    _text(sheet, 1, 1, phrases.say("hint"))
    sheet.column_dimensions["A"].width = 100


def _cells(sheet: Any, formulas: set[tuple[int, int]]) -> Iterator[Cells]:  # noqa: ANN401
    """The texts of each row; what would reckon is noted."""
    for number, row in enumerate(sheet.iter_rows(max_col=20)):
        for place, cell in enumerate(row):
            if cell.data_type == "f":
                formulas.add((number, place))
        yield ["" if cell.value is None else str(cell.value) for cell in row]
