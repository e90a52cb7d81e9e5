"""Who did what, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import JsonText, Key
from storage.models.base import Row

__all__ = ["AuditEntryRow"]


class AuditEntryRow(Row):
    """Details hold ids, numbers and states, never words of people: erasing leaves them in place."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "noun", "noun_key", "id"),)

    id: Mapped[Key]
    at: Mapped[datetime]
    #: none when the program did it by itself
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    action: Mapped[str]
    #: what it was done to, such as ``run`` and its public id
    noun: Mapped[str]
    noun_key: Mapped[str]
    details: Mapped[Any] = mapped_column(JsonText)
