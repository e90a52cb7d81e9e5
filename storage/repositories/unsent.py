"""Messages that were not sent, as an operator sees them: without their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from storage.errors import NoSuchRow
from storage.models.outbox_message import IS_OPEN, MessageState, OutboxMessageRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["UnsentMessage", "dropped", "hurry", "waiting"]


@dataclass(frozen=True, slots=True)
class UnsentMessage:
    id: int
    state: MessageState
    created_at: datetime
    due_at: datetime
    attempts: int
    #: of the last attempt
    error: str


ROW = OutboxMessageRow
MESSAGES = select(ROW.id, ROW.state, ROW.created_at, ROW.due_at, ROW.attempts, ROW.error)


def waiting(store: ReadStore, *, limit: int) -> tuple[UnsentMessage, ...]:
    """Those to be sent, what is due first."""
    statement = MESSAGES.where(IS_OPEN).order_by(ROW.due_at, ROW.id).limit(limit)
    return tuple(UnsentMessage(*row) for row in store.connection.execute(statement))


def dropped(store: ReadStore, *, limit: int) -> tuple[UnsentMessage, ...]:
    """Those that will not be sent, the newest first."""
    chosen = ROW.state == MessageState.DROPPED
    statement = MESSAGES.where(chosen).order_by(ROW.id.desc()).limit(limit)
    return tuple(UnsentMessage(*row) for row in store.connection.execute(statement))


def hurry(store: WriteStore, message_id: int, *, now: datetime) -> bool:
    """Make it due; whether it waited, and nobody has it in hand. Raises NoSuchRow."""
    touched = store.connection.execute(
        update(ROW).where(ROW.id == message_id, IS_OPEN, ROW.leased_by == "").values(due_at=now)
    ).rowcount
    known = select(ROW.id).where(ROW.id == message_id)
    if not touched and store.connection.execute(known).first() is None:
        raise NoSuchRow(noun="message", key=message_id)
    return touched == 1
