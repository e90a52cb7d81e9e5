"""Files that a contact was sent already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.models.sent_file import SentFileRow
from storage.repositories import of_contacts

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["find", "remember"]


def find(store: ReadStore, contact_id: int, digest: str) -> str | None:
    """What the channel calls the file of this digest."""
    row = SentFileRow
    found = select(row.file_id).where(row.contact_id == contact_id, row.digest == digest)
    return store.connection.execute(found).scalar_one_or_none()


def remember(
    store: WriteStore, contact_id: int, digest: str, *, file_id: str, now: datetime
) -> None:
    """It was sent to them, and is called so."""
    values = {"file_id": file_id, "sent_at": now}
    of_contacts.keep(store, SentFileRow, contact_id, key={"digest": digest}, values=values)
