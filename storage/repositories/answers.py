"""The history of answers: added to, and read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, assert_never

from sqlalchemy import bindparam, insert, select

from flows.events import AnswerChanged, Parked, Restored
from flows.run import Answer
from storage.models.answer import AnswerRow, Change
from storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["AnswerEvent", "Change", "PastAnswer", "add", "history", "rows"]

#: the events of a sprint that history keeps
AnswerEvent = AnswerChanged | Parked | Restored

#: at most so many lines in one statement
AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One line of a run's history."""

    sequence: int
    #: question, item, part, as `str` of the place writes them
    place: str
    change: Change
    #: none but for what was answered
    value: Any
    revision: int
    by_person_id: int | None
    said_at: datetime


def history(store: ReadStore, run_id: int) -> tuple[PastAnswer, ...]:
    """All that was said in a run, the first first."""
    statement = (
        select(
            AnswerRow.sequence,
            AnswerRow.place,
            AnswerRow.change,
            AnswerRow.value,
            AnswerRow.revision,
            AnswerRow.by_person_id,
            AnswerRow.said_at,
        )
        .where(AnswerRow.run_id == run_id)
        .order_by(AnswerRow.sequence)
    )
    return tuple(PastAnswer(*row) for row in store.connection.execute(statement))


def rows(
    run_id: int,
    after: int,
    revision: int,
    events: Iterable[AnswerEvent],
    *,
    by: int | None,
    now: datetime,
) -> list[dict[str, Any]]:
    """The lines that these events add, numbered from the one after `after`."""
    return [
        {
            "run_id": run_id,
            "sequence": sequence,
            "place": place,
            "change": change,
            "value": value,
            "revision": revision,
            "by_person_id": by,
            "said_at": now,
        }
        for sequence, (place, change, value) in enumerate(lines(events), after + 1)
    ]


def add(store: WriteStore, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store these lines, all in one statement unless a whole walk changed at once."""
    store.answers += len(rows)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        values = {
            f"{name}_{number}": value
            for number, row in enumerate(some)
            for name, value in row.items()
        }
        insert_of(len(some)).run(store, **values)


@lru_cache(AT_ONCE)
def insert_of(count: int) -> Prepared:
    columns = AnswerRow.__table__.columns
    lines = [
        {column.name: bindparam(f"{column.name}_{number}", type_=column.type) for column in columns}
        for number in range(count)
    ]
    return Prepared(insert(AnswerRow).values(lines))


def lines(events: Iterable[AnswerEvent]) -> Iterator[tuple[str, Change, Any]]:
    for event in events:
        match event:
            case AnswerChanged():
                yield str(event.place), *what_happened(event.after)
            case Parked():
                yield from ((question, Change.PARKED, None) for question in event.questions)
            case Restored():
                yield from ((question, Change.RESTORED, None) for question in event.questions)
            case _:
                assert_never(event)


def what_happened(after: Answer | None) -> tuple[Change, Any]:
    if after is None:
        return Change.REMOVED, None
    return Change.SKIPPED if after.skipped else Change.ANSWERED, after.value
