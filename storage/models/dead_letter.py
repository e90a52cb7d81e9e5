"""The updates that could not be worked, set aside to be looked at and played again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, Key, PlainText
from storage.models.base import Row

__all__ = ["DeadLetterRow"]


class DeadLetterRow(Row):
    __tablename__ = "dead_letters"
    __table_args__ = (Index(None, "source", "update_id"),)

    id: Mapped[Key]
    source: Mapped[str]
    #: none when it could not even be read
    update_id: Mapped[int | None] = mapped_column(BigId)
    #: whose it is, where that could be read
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    #: as it came
    body: Mapped[str] = mapped_column(PlainText)
    error: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]
    replayed_at: Mapped[datetime | None]
