"""What a coach makes of one charter revision: the strength, the grid, the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from charter.verdict import GridState, Support, Verdict
from storage.errors import Overtaken
from storage.models.reading import GridMarkRow, ReadingRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Select

    from storage.repositories.reviews import Review
    from storage.stores import ReadStore, WriteStore

__all__ = ["GridMark", "Reading", "decide", "load", "mark", "marks", "save"]


#: what a reading is before anything is said
UNREAD: dict[str, object] = {"strength": "", "supports": [], "verdict": None, "decided_at": None}


@dataclass(frozen=True, slots=True)
class Reading:
    """Of one revision. Version 0 is one that nobody began."""

    review_id: int
    #: of the charter revision
    number: int
    strength: str = ""
    supports: tuple[Support, ...] = ()
    verdict: Verdict | None = None
    decided_at: datetime | None = None
    by_person_id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class GridMark:
    criterion: str
    state: GridState
    note: str
    by_person_id: int
    version: int


def load(store: ReadStore, review: Review, number: int | None = None) -> Reading:
    """The reading of a revision, the last one unless a number says which."""
    row, asked = ReadingRow, review.number if number is None else number
    statement = select(
        *(row.strength, row.supports, row.verdict, row.decided_at, row.by_person_id, row.version)
    ).where(row.review_id == review.id, row.number == asked)
    found = store.connection.execute(statement).one_or_none()
    if found is None:
        return Reading(review.id, asked)
    strength, supports, *rest = found
    return Reading(review.id, asked, strength, tuple(map(Support, supports)), *rest)


def save(
    store: WriteStore, reading: Reading, *, strength: str, supports: Iterable[Support], by: int
) -> Reading:
    """Keep what is good, and who else may help. Raises Overtaken, also once it is decided."""
    return change(store, reading, by, strength=strength, supports=[str(each) for each in supports])


def decide(
    store: WriteStore, reading: Reading, verdict: Verdict, *, by: int, now: datetime
) -> Reading:
    """The verdict, once and for all. Raises Overtaken."""
    return change(store, reading, by, verdict=verdict, decided_at=now)


def change(store: WriteStore, reading: Reading, by: int, **values: object) -> Reading:
    row = ReadingRow
    values.update(by_person_id=by, version=reading.version + 1)
    if reading.version == 0:
        key = {"review_id": reading.review_id, "number": reading.number}
        was_first = insert_first(store, row, {**UNREAD, **key, **values})
    else:
        mine = (
            *(row.review_id == reading.review_id, row.number == reading.number),
            *(row.version == reading.version, row.verdict.is_(None)),
        )
        statement = update(row).where(*mine).values(values)
        was_first = store.connection.execute(statement).rowcount == 1
    if not was_first:
        raise Overtaken(noun="reading of charter", key=reading.number)
    return reload(store, reading)


def insert_first(
    store: WriteStore, table: type[ReadingRow | GridMarkRow], values: dict[str, object]
) -> bool:
    """Whether it was: of two that begin it at once, the second inserts nothing."""
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(values).on_conflict_do_nothing().returning(table.number)
    return store.connection.execute(statement).first() is not None


def reload(store: ReadStore, reading: Reading) -> Reading:
    row = ReadingRow
    statement: Select[*tuple[Any, ...]] = select(
        *(row.strength, row.supports, row.verdict, row.decided_at, row.by_person_id, row.version)
    ).where(row.review_id == reading.review_id, row.number == reading.number)
    found = store.connection.execute(statement).one_or_none()
    if found is None:
        return Reading(reading.review_id, reading.number)
    strength, supports, *rest = found
    names = tuple(map(Support, supports))
    return Reading(reading.review_id, reading.number, strength, names, *rest)


def marks(store: ReadStore, review: Review, number: int | None = None) -> dict[str, GridMark]:
    """By criterion, those that were marked on a revision."""
    row, asked = GridMarkRow, review.number if number is None else number
    statement = select(row.criterion, row.state, row.note, row.by_person_id, row.version).where(
        row.review_id == review.id, row.number == asked
    )
    return {found.criterion: GridMark(*found) for found in store.connection.execute(statement)}


def mark(
    store: WriteStore,
    review: Review,
    criterion: str,
    *,
    version: int,
    state: GridState,
    note: str,
    by: int,
) -> None:
    """Mark a criterion on the last revision; version 0 is one that nobody marked.

    Raises:
        Overtaken: someone else marked it since.
    """
    row = GridMarkRow
    values = {"state": state, "note": note, "by_person_id": by, "version": version + 1}
    if version == 0:
        key = {"review_id": review.id, "number": review.number, "criterion": criterion}
        was_first = insert_first(store, row, {**key, **values})
    else:
        mine = (
            *(row.review_id == review.id, row.number == review.number),
            *(row.criterion == criterion, row.version == version),
        )
        statement = update(row).where(*mine).values(values)
        was_first = store.connection.execute(statement).rowcount == 1
    if not was_first:
        raise Overtaken(noun="criterion", key=criterion)
