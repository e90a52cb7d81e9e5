"""What is to be sent, in order per contact."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, JsonText, Key, PlainText, choice
from storage.models.base import Row

__all__ = ["IS_OPEN", "MessageState", "OutboxMessageRow"]


class MessageState(StrEnum):
    """Where a message is."""

    OPEN = "open"  # to be sent, or being sent under a lease
    SENT = "sent"
    DROPPED = "dropped"  # it will not be sent: refused, blocked, or out of date


#: of the nearest table; written out and not a parameter: only so is the partial index used
IS_OPEN: ColumnElement[bool] = literal_column("state = 'open'")


class OutboxMessageRow(Row):
    """A lease is a `due_at` in the future with a name on it: when it ends, the row is due again.
    `attempts` is the fence: who finishes must hold the attempt that they took.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index(
            "ix_outbox_messages_due",
            "due_at",
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index(
            "ix_outbox_messages_lane",
            "contact_id",
            "id",
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        Index(None, "contact_id", "asked_as"),
        {"sqlite_autoincrement": True},  # the order of ids is the order of sending
    )

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"))
    #: the same effect queued twice is sent once
    key: Mapped[str] = mapped_column(unique=True)
    payload: Mapped[Any] = mapped_column(JsonText)
    state: Mapped[MessageState] = mapped_column(choice(MessageState, "state"))
    due_at: Mapped[datetime]
    #: which process sends it now; empty when none does
    leased_by: Mapped[str]
    attempts: Mapped[int]
    #: of the last attempt; empty when it was well
    error: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    #: the number that the channel gave it, if it asks a question: by it a reply finds that question
    asked_as: Mapped[int | None] = mapped_column(BigId)
