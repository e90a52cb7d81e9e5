"""The lines of a language as a table: a row each, for a spreadsheet and back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charter.translating.lines import Lines, State
from charter.translating.phrases import languages, phrases_in
from charter.translating.places import where

__all__ = ["COLUMNS", "Row", "Unreadable", "headings", "read_rows", "rows_of", "state_said"]

#: in the order in which they are read; `name` is what an import goes by
COLUMNS = ("file", "where", "source", "translation", "state", "comment", "name")
NEEDED = ("file", "name", "source", "translation")
ROWS_AT_MOST = 20_000
#: characters taken of one cell: more than any text that can be sent
CELL_AT_MOST = 10_000

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """What a translator sent back of one text."""

    number: int
    file: str
    name: str
    source: str
    translation: str
    state: str = ""
    #: the cell would reckon
    is_formula: bool = False


class Unreadable(Exception):
    """A file that is no table of translations. Its words are in the phrases."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, str] = params


def headings(language: str) -> tuple[str, ...]:
    """What stands above each column, in the language of who reads it."""
    say = phrases_in(language).say
    return tuple(say(f"headings.{column}") for column in COLUMNS)


def rows_of(
    lines: Lines, language: str, states: Collection[State] = tuple(State)
) -> Iterator[tuple[str, ...]]:
    """A row for each text, in the words of who reads it.

    Args:
        states: only texts that are so.
    """
    phrases = phrases_in(language)
    for leaf in lines.leaves:
        for line in leaf.lines:
            if line.state in states:
                said = line.translation
                place = where(leaf.source, said.at.source, phrases)
                state = phrases.say(f"states.{line.state}")
                yield (line.file, place, said.source, said.said, state, "", line.name)


def read_rows(
    table: Iterator[Cells], formulas: Collection[tuple[int, int]] = frozenset()
) -> tuple[Row, ...]:
    """The rows of a table whose first line says what is in each column, in any of our languages.

    Args:
        formulas: row and column, from 0, of cells that would reckon.

    Raises:
        Unreadable: it is another table.
    """
    columns = _columns(next(table, ()))
    found = []
    for number, cells in enumerate(table, 2):
        if number > ROWS_AT_MOST:
            raise Unreadable("too_large", limit=str(ROWS_AT_MOST))
        said = {
            column: tidy(cells[place][:CELL_AT_MOST]) if place < len(cells) else ""
            for column, place in columns.items()
        }
        is_formula = (number - 1, columns["translation"]) in formulas
        if any(said.values()):
            wanted = {column: said[column] for column in NEEDED}
            state = said.get("state", "")
            found.append(Row(number, **wanted, state=state, is_formula=is_formula))
    return tuple(found)


def state_said(text: str) -> State | None:
    """The state that a translator wrote, in any of our languages."""
    wanted = text.strip().casefold()
    for language in languages():
        for state in State:
            if wanted == phrases_in(language).say(f"states.{state}").casefold():
                return state
    return None


def tidy(text: str) -> str:
    """As we write it: spreadsheets have their own ends of lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


def _columns(cells: Cells) -> dict[str, int]:
    known = {
        heading.casefold(): column
        for language in languages()
        for column, heading in zip(COLUMNS, headings(language), strict=True)
    }
    said = [cell.strip().casefold() for cell in cells]
    found = {known[cell]: place for place, cell in enumerate(said) if cell in known}
    missing = [column for column in NEEDED if column not in found]
    if missing:
        say = phrases_in("").say
        raise Unreadable("no_headings", missing=", ".join(say(f"headings.{c}") for c in missing))
    return found
