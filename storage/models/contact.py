"""The addresses through which people are reached, one a channel and chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Key, PlainText
from storage.models.base import Row

__all__ = ["ContactRow"]


class ContactRow(Row):
    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("channel", "address"),
        # Nothing that comes late about someone who was erased reaches whoever came next.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str]
    #: what the channel sends to: a chat's number, a terminal's user
    address: Mapped[str]
    language: Mapped[str]
    #: IANA name, for quiet hours
    timezone: Mapped[str]
    #: as the channel says it, shown as text only
    shown_name: Mapped[str] = mapped_column(PlainText)
    #: since when nothing reaches them
    blocked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
