"""Messages to send: queued with their cause, taken by whoever is alive, in order per contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from storage.models.outbox_message import IS_OPEN, MessageState, OutboxMessageRow
from storage.prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "MessageState",
    "OutboxMessage",
    "asked",
    "claim",
    "finish",
    "next_due",
    "payload_of",
    "postpone",
    "queue",
]


#: what a new message is given
GIVEN = (
    *("contact_id", "key", "payload", "state", "due_at"),
    *("leased_by", "attempts", "error", "created_at"),
)
QUEUE = {
    dialect: Prepared(
        insert(OutboxMessageRow)
        .values({name: bindparam(name) for name in GIVEN})
        .on_conflict_do_nothing(index_elements=["key"])
    )
    for dialect, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message under the lease of who claimed it."""

    id: int
    contact_id: int
    key: str
    payload: Any
    leased_by: str
    #: this one included; the fence of the lease
    attempts: int
    #: of the attempt before; empty when there was none
    error: str = ""


def queue(
    store: WriteStore, *, contact_id: int, key: str, payload: object, due: datetime, now: datetime
) -> bool:
    """Send this payload from then on; whether the key is new. The same key is sent once."""
    queued = QUEUE[store.connection.dialect.name].run(
        store,
        contact_id=contact_id,
        key=key,
        payload=payload,
        state=MessageState.OPEN,
        due_at=due,
        leased_by="",
        attempts=0,
        error="",
        created_at=now,
    )
    return queued == 1


def claim(
    store: WriteStore, *, by: str, now: datetime, until: datetime, limit: int
) -> tuple[OutboxMessage, ...]:
    """Take what is due, for `by` alone until then, in the order to send it; of one contact never
    more than the oldest, and none while an older one is under way. What a dead process took is due
    again when its lease ends.
    """
    row = OutboxMessageRow
    heads = due(now, limit)
    taken = (
        update(row)
        .where(row.id.in_(heads))
        .values(due_at=until, leased_by=by, attempts=row.attempts + 1)
        .returning(
            row.id, row.contact_id, row.key, row.payload, row.leased_by, row.attempts, row.error
        )
    )
    messages = [OutboxMessage(*message) for message in store.connection.execute(taken)]
    return tuple(sorted(messages, key=lambda message: message.id))


def payload_of(store: ReadStore, key: str) -> Any | None:  # noqa: ANN401  what was queued
    """What was queued under this key, sent or not; none when nothing was."""
    found = select(OutboxMessageRow.payload).where(OutboxMessageRow.key == key)
    return store.connection.execute(found).scalar_one_or_none()


def asked(store: ReadStore, contact_id: int, number: int) -> Any | None:  # noqa: ANN401
    """What was queued to ask the question that the channel sent them under this number; none when
    that message asked nothing, or is not known any more.
    """
    row = OutboxMessageRow
    found = select(row.payload).where(row.contact_id == contact_id, row.asked_as == number)
    return store.connection.execute(found).scalar_one_or_none()


def next_due(store: ReadStore) -> datetime | None:
    """When the next message may be sent, or the next lease ends; none when nothing is open."""
    first = (
        select(OutboxMessageRow.due_at).where(IS_OPEN).order_by(OutboxMessageRow.due_at).limit(1)
    )
    return store.connection.execute(first).scalar_one_or_none()


def finish(
    store: WriteStore,
    message: OutboxMessage,
    state: MessageState,
    *,
    now: datetime,
    error: str = "",
    asked_as: int | None = None,
) -> bool:
    """It was sent, or is dropped; whether the lease still held. If not, another has it now."""
    return settle(
        store,
        message,
        state=state,
        finished_at=now,
        error=error,
        leased_by="",
        asked_as=asked_as,
    )


def postpone(store: WriteStore, message: OutboxMessage, *, due: datetime, error: str) -> bool:
    """Try again from then on; whether the lease still held."""
    return settle(store, message, due_at=due, error=error, leased_by="")


def settle(store: WriteStore, message: OutboxMessage, **values: object) -> bool:
    row = OutboxMessageRow
    statement = (
        update(row)
        .where(
            row.id == message.id,
            row.leased_by == message.leased_by,
            row.attempts == message.attempts,
            IS_OPEN,
        )
        .values(**values)
    )
    return store.connection.execute(statement).rowcount == 1


def due(now: datetime, limit: int) -> Select[int]:
    """The oldest open message of each contact, if it is due. One that waits for its first time does
    not hold back those queued after it; one that was tried does.
    """
    row = OutboxMessageRow
    older = aliased(OutboxMessageRow)
    blocked = (
        select(older.id)
        .where(
            older.contact_id == row.contact_id,
            older.id < row.id,
            or_(older.due_at <= now, older.attempts > 0),
            IS_OPEN,
        )
        .exists()
    )
    return (
        select(row.id)
        .where(IS_OPEN, row.due_at <= now, ~blocked)
        .order_by(row.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
