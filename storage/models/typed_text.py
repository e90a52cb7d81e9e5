"""What is being typed at the desk, kept as it is typed; and forms that were sent already."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, PlainText
from storage.models.base import Row

__all__ = ["SentFormRow", "TypedTextRow"]


class TypedTextRow(Row):
    __tablename__ = "typed_texts"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    #: which field of which page
    field: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(PlainText)
    typed_at: Mapped[datetime]


class SentFormRow(Row):
    """The same form sent again does nothing."""

    __tablename__ = "sent_forms"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    #: made with the page that the form stands on
    token: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)
