"""What the next words in a chat are for, when they are no answer to a question of the walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.awaited_words import AwaitedWordsRow, Purpose
from storage.models.remark import RemarkRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.repositories.contacts import Contact
    from storage.repositories.remarks import Remark
    from storage.stores import ReadStore, WriteStore

__all__ = ["AwaitedWords", "Purpose", "drop", "expect", "find"]


@dataclass(frozen=True, slots=True)
class AwaitedWords:
    purpose: Purpose
    #: public id of the remark that they are about
    remark: str
    asked_at: datetime


def expect(
    store: WriteStore, contact: Contact, purpose: Purpose, remark: Remark, *, now: datetime
) -> None:
    """The next words are for this; whatever others were for is forgotten."""
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    values = {"purpose": purpose, "remark_id": remark.id, "asked_at": now}
    store.connection.execute(
        insert(AwaitedWordsRow)
        .values(contact_id=contact.id, **values)
        .on_conflict_do_update(index_elements=["contact_id"], set_=values)
    )


def find(store: ReadStore, contact: Contact) -> AwaitedWords | None:
    """What the next words are for; none when they are an answer like any other."""
    row = AwaitedWordsRow
    statement = (
        select(row.purpose, RemarkRow.public_id, row.asked_at)
        .join(RemarkRow, RemarkRow.id == row.remark_id)
        .where(row.contact_id == contact.id)
    )
    found = store.connection.execute(statement).one_or_none()
    return None if found is None else AwaitedWords(*found)


def drop(store: WriteStore, contact: Contact) -> None:
    """They are not awaited any more."""
    store.connection.execute(
        delete(AwaitedWordsRow).where(AwaitedWordsRow.contact_id == contact.id)
    )
