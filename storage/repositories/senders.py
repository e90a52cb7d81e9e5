"""The processes that send to the same people, and how fast each chat was written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.sender import SenderRow, SendingPaceRow
from storage.prepared import Prepared
from storage.repositories import of_contacts

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["are_many", "leave", "note_pace", "pace_until", "present"]

PACE = Prepared(
    select(SendingPaceRow.until).where(SendingPaceRow.contact_id == bindparam("contact_id_is"))
)
ONE_AT_A_TIME = text("LOCK TABLE senders IN SHARE ROW EXCLUSIVE MODE")


def are_many(store: ReadStore) -> bool:
    """Whether several processes may send: one alone has a SQLite file for itself."""
    return store.connection.dialect.name != "sqlite"


def present(store: WriteStore, name: str, *, now: datetime, since: datetime) -> int:
    """Say that this process is there; how many were seen since, itself included."""
    if are_many(store):  # of two that come at once, one must see the other
        store.connection.execute(ONE_AT_A_TIME)
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    store.connection.execute(
        insert(SenderRow)
        .values(name=name, seen_at=now)
        .on_conflict_do_update(index_elements=["name"], set_={"seen_at": now})
    )
    seen = select(func.count()).select_from(SenderRow).where(SenderRow.seen_at >= since)
    return store.connection.execute(seen).scalar_one()


def leave(store: WriteStore, name: str) -> None:
    """It sends no more."""
    store.connection.execute(delete(SenderRow).where(SenderRow.name == name))


def pace_until(store: ReadStore, contact_id: int) -> datetime | None:
    """When all that was sent there is made up for; none when that is not known."""
    row = PACE.first(store, contact_id_is=contact_id)
    return None if row is None else row[0]


def note_pace(store: WriteStore, contact_id: int, until: datetime) -> None:
    """What was sent there is made up for then."""
    of_contacts.keep(store, SendingPaceRow, contact_id, values={"until": until})
