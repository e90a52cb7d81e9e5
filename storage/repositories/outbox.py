"""Messages to send: queued with their cause, taken by whoever is alive, in order per contact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from storage.models.outbox_message import IS_OPEN, MessageState, OutboxMessageRow
from storage.models.sender import SendingPaceRow
from storage.prepared import Prepared
from storage.repositories import senders

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "MessageState",
    "OutboxMessage",
    "Standing",
    "asked",
    "asked_before",
    "asked_last",
    "claim",
    "finish",
    "has_more",
    "next_due",
    "payload_of",
    "postpone",
    "queue",
    "standing",
    "take",
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
        .returning(OutboxMessageRow.id)
    )
    for dialect, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}
THEIRS = OutboxMessageRow.contact_id == bindparam("contact_id_is")
LAST = select(func.max(OutboxMessageRow.asked_as)).where(THEIRS)
ASKED_LAST = Prepared(LAST)
IS_FREE = ~select(OutboxMessageRow.id).where(THEIRS, IS_OPEN).exists()
PACE = select(SendingPaceRow.until).where(SendingPaceRow.contact_id == bindparam("contact_id_is"))
STANDING = {
    one: Prepared(
        select(IS_FREE, LAST.scalar_subquery(), *(() if one else [PACE.scalar_subquery()]))
    )
    for one in (True, False)
}
IS_HELD = (
    OutboxMessageRow.id == bindparam("id_is"),
    OutboxMessageRow.leased_by == bindparam("leased_by_is"),
    OutboxMessageRow.attempts == bindparam("attempts_is"),
    IS_OPEN,
)
#: what sending changes
FINISHED = ("state", "finished_at", "error", "leased_by", "asked_as", "payload")
FINISH = Prepared(
    update(OutboxMessageRow).where(*IS_HELD).values({name: bindparam(name) for name in FINISHED})
)
POSTPONE = Prepared(
    update(OutboxMessageRow)
    .where(*IS_HELD)
    .values({name: bindparam(name) for name in ("due_at", "error", "leased_by")})
)


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
    #: when what was sent to the contact before is made up for, if another process may have sent it
    paced_until: datetime | None = None
    #: when the lease ends
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the sending to a contact is."""

    #: nothing waits to be sent to them: what is queued now may be sent at once
    is_free: bool
    #: the number of the last message that asked them something
    asked_last: int | None
    #: when what was sent to them is made up for, if another process may have sent it
    paced_until: datetime | None = None


def queue(
    store: WriteStore, *, contact_id: int, key: str, payload: object, due: datetime, now: datetime
) -> bool:
    """Send this payload from then on; whether the key is new. The same key is sent once."""
    store.left = True
    return put(store, OutboxMessage(0, contact_id, key, payload, "", 0), due, now) is not None


def standing(store: WriteStore, contact_id: int) -> Standing:
    """What was sent to them and what waits, in one look."""
    (row,) = STANDING[not senders.are_many(store)].all(store, contact_id_is=contact_id)
    return Standing(*row)


def take(
    store: WriteStore,
    *,
    by: str,
    until: datetime,
    contact_id: int,
    key: str,
    payload: object,
    paced_until: datetime | None,
    now: datetime,
) -> None:
    """Queue it as if `by` had claimed it already, and add it to what the transaction has taken; do
    nothing when the key is not new. The caller has seen that the contact is free, or took what
    stands before it.
    """
    message = OutboxMessage(
        0, contact_id, key, payload, by, 1, paced_until=paced_until, until=until
    )
    number = put(store, message, until, now)
    if number is not None:
        store.taken.append(replace(message, id=number))


def put(store: WriteStore, message: OutboxMessage, due: datetime, now: datetime) -> int | None:
    row = QUEUE[store.connection.dialect.name].first(
        store,
        contact_id=message.contact_id,
        key=message.key,
        payload=message.payload,
        state=MessageState.OPEN,
        due_at=due,
        leased_by=message.leased_by,
        attempts=message.attempts,
        error="",
        created_at=now,
    )
    return None if row is None else row[0]


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
    rows = store.connection.execute(taken).all()
    messages = [replace(OutboxMessage(*message), until=until) for message in rows]
    if senders.are_many(store):
        messages = [
            replace(message, paced_until=senders.pace_until(store, message.contact_id))
            for message in messages
        ]
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


def asked_before(
    store: ReadStore, contact_id: int, number: int, is_it: Callable[[Any], bool]
) -> int | None:
    """The number of the last message before that one which asked them this; none when it is not
    known any more.
    """
    row = OutboxMessageRow
    found = (
        select(row.asked_as, row.payload)
        .where(row.contact_id == contact_id, row.asked_as < number)
        .order_by(row.asked_as.desc())
    )
    rows = store.connection.execute(found)
    return next((asked_as for asked_as, payload in rows if is_it(payload)), None)


def asked_last(store: ReadStore, contact_id: int) -> int | None:
    """The number of the last message that asked them something."""
    row = ASKED_LAST.first(store, contact_id_is=contact_id)
    return None if row is None else row[0]


def has_more(store: ReadStore) -> bool:
    """Whether there is an open message that nobody has taken."""
    row = OutboxMessageRow
    found = select(row.id).where(IS_OPEN, row.leased_by == "").limit(1)
    return store.connection.execute(found).scalar_one_or_none() is not None


def next_due(store: ReadStore, *, now: datetime) -> datetime | None:
    """When the next message may be sent, or the next lease ends; none when nothing is open. One
    that waits for another does not count.
    """
    row = OutboxMessageRow
    first = select(row.due_at).where(IS_OPEN, ~is_behind(now)).order_by(row.due_at).limit(1)
    return store.connection.execute(first).scalar_one_or_none()


def finish(
    store: WriteStore,
    message: OutboxMessage,
    state: MessageState,
    *,
    now: datetime,
    payload: object,
    error: str = "",
    asked_as: int | None = None,
) -> bool:
    """It was sent, or is dropped; whether the lease still held. If not, another has it now. Of what
    was to be sent only this payload stays: words of people are not kept where they served.
    """
    touched = FINISH.run(
        store,
        **held(message),
        state=state,
        finished_at=now,
        error=error,
        leased_by="",
        asked_as=asked_as,
        payload=payload,
    )
    return touched == 1


def postpone(store: WriteStore, message: OutboxMessage, *, due: datetime, error: str) -> bool:
    """Try again from then on; whether the lease still held."""
    return POSTPONE.run(store, **held(message), due_at=due, error=error, leased_by="") == 1


def held(message: OutboxMessage) -> dict[str, object]:
    return {
        "id_is": message.id,
        "leased_by_is": message.leased_by,
        "attempts_is": message.attempts,
    }


def due(now: datetime, limit: int) -> Select[int]:
    """The oldest open message of each contact, if it is due."""
    row = OutboxMessageRow
    return (
        select(row.id)
        .where(IS_OPEN, row.due_at <= now, ~is_behind(now))
        .order_by(row.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def is_behind(now: datetime) -> ColumnElement[bool]:
    """An older one of the same contact goes first. One that waits for its first time does not hold
    back those queued after it; one that was tried does.
    """
    row, older = OutboxMessageRow, aliased(OutboxMessageRow)
    return (
        select(older.id)
        .where(
            older.contact_id == row.contact_id,
            older.id < row.id,
            or_(older.due_at <= now, older.attempts > 0),
            IS_OPEN,
        )
        .exists()
    )
