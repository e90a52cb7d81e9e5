"""Things due later: set, moved, taken once by whoever is alive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.timer import TimerRow
from storage.prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "Timer",
    "cancel",
    "cancel_about",
    "claim",
    "find",
    "finish",
    "hold",
    "is_due",
    "postpone",
    "schedule",
    "schedule_first",
    "take",
    "waits_for",
]

TAKE = Prepared(
    delete(TimerRow).where(TimerRow.key == bindparam("key_is")).returning(TimerRow.payload)
)


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer under the lease of who claimed it."""

    id: int
    key: str
    payload: Any
    leased_by: str
    #: this one included; the fence of the lease
    attempts: int


def schedule(store: WriteStore, key: str, *, due: datetime, payload: object) -> None:
    """Do this then. A timer of that key is moved, and taken from who is working on it."""
    values = {"due_at": due, "payload": payload, "leased_by": "", "attempts": 0}
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    store.connection.execute(
        insert(TimerRow)
        .values(key=key, **values)
        .on_conflict_do_update(index_elements=["key"], set_=values)
    )


def schedule_first(store: WriteStore, key: str, *, due: datetime, payload: object) -> None:
    """Do this then, unless it is to be done already. One that is being worked is done once more:
    it may have looked before.
    """
    values = {"due_at": due, "payload": payload, "leased_by": "", "attempts": 0}
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(TimerRow).values(key=key, **values)
    store.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["key"], set_=values, where=TimerRow.leased_by != ""
        )
    )


def cancel(store: WriteStore, key: str) -> None:
    """Do not do it, if it is still to be done."""
    store.connection.execute(delete(TimerRow).where(TimerRow.key == key))


def take(store: WriteStore, key: str) -> Any | None:  # noqa: ANN401  what was scheduled
    """Its payload, for who does it now in the timer's place; none when there is none, or it was
    done meanwhile.
    """
    row = TAKE.first(store, key_is=key)
    return None if row is None else row[0]


def cancel_about(store: WriteStore, public_id: str) -> None:
    """Do nothing more about that: the keys that end with its id, after a colon."""
    about = TimerRow.key.endswith(f":{public_id}", autoescape=True)
    store.connection.execute(delete(TimerRow).where(about))


def waits_for(channel: str, address: str) -> ColumnElement[bool]:
    """A timer keeps something of that contact: its key ends with channel, bot and address."""
    ends = TimerRow.key.endswith(f":{address}", autoescape=True)
    return and_(TimerRow.key.contains(f":{channel}:", autoescape=True), ends)


def claim(
    store: WriteStore, *, by: str, now: datetime, until: datetime, limit: int
) -> tuple[Timer, ...]:
    """Take what is due, for `by` alone until then, the earliest first. What a dead process took is
    due again when its lease ends.
    """
    row = TimerRow
    earliest = (
        select(row.id)
        .where(row.due_at <= now)
        .order_by(row.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(row)
        .where(row.id.in_(earliest))
        .values(due_at=until, leased_by=by, attempts=row.attempts + 1)
        .returning(row.id, row.key, row.payload, row.leased_by, row.attempts)
    )
    return tuple(Timer(*timer) for timer in store.connection.execute(taken))


def is_due(store: ReadStore, *, now: datetime) -> bool:
    """Whether there is something to claim."""
    first = select(TimerRow.id).where(TimerRow.due_at <= now).limit(1)
    return store.connection.execute(first).scalar_one_or_none() is not None


def find(store: ReadStore, key: str) -> tuple[datetime, Any] | None:
    """When it is due, and its payload; none when there is none of that key."""
    found = select(TimerRow.due_at, TimerRow.payload).where(TimerRow.key == key)
    row = store.connection.execute(found).one_or_none()
    return None if row is None else (row.due_at, row.payload)


def postpone(store: WriteStore, timer: Timer, *, due: datetime) -> bool:
    """Try again then; whether the lease still held."""
    statement = update(TimerRow).where(*is_held(timer)).values(due_at=due, leased_by="")
    return store.connection.execute(statement).rowcount == 1


def hold(store: WriteStore, timer: Timer, *, until: datetime) -> bool:
    """Have it until then: it takes longer. Whether the lease still held."""
    statement = update(TimerRow).where(*is_held(timer)).values(due_at=until)
    return store.connection.execute(statement).rowcount == 1


def finish(store: WriteStore, timer: Timer) -> bool:
    """It is done; whether the lease still held. If not, another has it, or it was moved."""
    return store.connection.execute(delete(TimerRow).where(*is_held(timer))).rowcount == 1


def is_held(timer: Timer) -> tuple[ColumnElement[bool], ...]:
    return (
        TimerRow.id == timer.id,
        TimerRow.leased_by == timer.leased_by,
        TimerRow.attempts == timer.attempts,
    )
