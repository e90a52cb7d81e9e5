"""The files that a channel has already: sent again, they need not be uploaded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId
from storage.models.base import Row

__all__ = ["SentFileRow"]


class SentFileRow(Row):
    """By contact, so that it goes when they do: whoever holds the number can have the file."""

    __tablename__ = "sent_files"
    __table_args__ = ({"sqlite_with_rowid": False},)

    contact_id: Mapped[int] = mapped_column(BigId, ForeignKey("contacts.id"), primary_key=True)
    #: SHA-256 of the name and the bytes, in hexadecimal
    digest: Mapped[str] = mapped_column(primary_key=True)
    #: what the channel calls it
    file_id: Mapped[str]
    sent_at: Mapped[datetime]
