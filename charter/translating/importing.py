"""What is taken of a table that a translator sent back, and what is not, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charter.translating import separated, workbook
from charter.translating.lines import Line, Lines, State
from charter.translating.rows import Row, state_said, tidy
from charter.translating.writing import Key, Said, Trouble, trouble_of, write
from flows.overlaying import words_in

__all__ = ["Imported", "Told", "import_rows", "language_in", "read_table"]

WORKBOOK = b"PK"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one row: noted, or refused and why."""

    row: int
    key: Key
    #: `taken`, `confirmed` or `to_read_again`; empty when it was refused
    noted: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    files: Mapping[str, bytes]
    told: tuple[Told, ...]
    #: rows that say nothing new
    untouched: int

    @property
    def taken(self) -> tuple[Told, ...]:
        return tuple(told for told in self.told if told.trouble is None)

    @property
    def refused(self) -> tuple[Told, ...]:
        return tuple(told for told in self.told if told.trouble is not None)


def read_table(content: bytes) -> tuple[Row, ...]:
    """A workbook, or text with separators. Raises Unreadable."""
    return workbook.read(content) if content.startswith(WORKBOOK) else separated.read(content)


def language_in(rows: Sequence[Row]) -> str:
    """The language that most rows are of; empty when none says it."""
    said = [row.file.split(".")[1] for row in rows if row.file.count(".") == 2]  # noqa: PLR2004
    return max(set(said), key=said.count) if said else ""


def import_rows(files: Mapping[str, bytes], lines: Lines, rows: Sequence[Row]) -> Imported:
    """The files with what can be taken."""
    by_key = {line.key: line for line in lines}
    said: dict[Key, Said] = {}
    told: list[Told] = []
    for row in rows:
        found = _told(row, by_key.get((row.file, row.name)), said)
        if found is not None:
            told.append(found)
    after = write(files, lines, said)
    last = tuple(
        Told(each.row, each.key, trouble=after.refused[each.key])
        if each.trouble is None and each.key in after.refused
        else each
        for each in told
    )
    return Imported(after.files, last, len(rows) - len(told))


def _told(row: Row, line: Line | None, said: dict[Key, Said]) -> Told | None:
    """What becomes of a row, which is put among what is said when it is taken."""
    key = (row.file, row.name)
    if not row.translation:
        return None
    if line is None:
        return Told(row.number, key, trouble=Trouble("unknown_text", {"name": row.name}))
    if row.is_formula:
        return Told(row.number, key, trouble=Trouble("formula"))
    is_of_today = row.source == tidy(line.translation.source)
    is_said = _same(row.translation, line)
    if is_said and not (line.state is State.STALE and state_said(row.state) is State.DONE):
        return None
    if key in said:
        return Told(row.number, key, trouble=Trouble("twice"))
    if not is_of_today and (line.state is State.DONE or is_said):
        return Told(row.number, key, trouble=Trouble("changed_meanwhile"))
    wrong = trouble_of(line.translation, row.translation)
    if wrong is not None:
        return Told(row.number, key, trouble=wrong)
    said[key] = Said(row.translation, None if is_of_today else row.source)
    return Told(row.number, key, _noted(is_said=is_said, is_of_today=is_of_today))


def _noted(*, is_said: bool, is_of_today: bool) -> str:
    if is_said:
        return "confirmed"
    return "taken" if is_of_today else "to_read_again"


def _same(text: str, line: Line) -> bool:
    said = tidy(line.translation.said)
    return words_in(text) == words_in(said) if line.translation.is_words else text == said
