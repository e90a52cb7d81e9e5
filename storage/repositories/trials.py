"""What an admin's chat is about while it is about a working copy: walking it, or the note with
which it is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.contact import ContactRow
from storage.models.working_copy import TrialRow, WorkingCopyRow
from storage.repositories import timers

if TYPE_CHECKING:
    from datetime import datetime

    from storage.repositories.contacts import Contact
    from storage.repositories.working_copies import ListedCopy, WorkingCopy
    from storage.stores import ReadStore, WriteStore

__all__ = ["OVER", "Trial", "await_note", "drop", "end_of", "find", "go_on", "keep"]

ROW = TrialRow
#: of the timers by which somebody is told that their trial is over
OVER = "trial_over"
#: what stands in place of a database where words are awaited: no database begins so
NOTE = b"note "


@dataclass(frozen=True, slots=True)
class Trial:
    """Of one contact."""

    #: public id of the working copy
    copy: str
    #: its version now
    version: int
    snapshot: bytes
    #: of the last word
    at: datetime

    @property
    def walks(self) -> bool:
        """They walk it; else their next words are the note for it."""
        return not self.snapshot.startswith(NOTE)

    @property
    def note_for(self) -> int:
        """The version that the note is about."""
        return int(self.snapshot.removeprefix(NOTE))


def find(store: ReadStore, contact: Contact) -> Trial | None:
    """What their chat is about, if it is about a working copy."""
    copy = WorkingCopyRow
    statement = (
        select(copy.public_id, copy.version, ROW.snapshot, ROW.updated_at)
        .join(copy, copy.id == ROW.working_copy_id)
        .where(ROW.contact_id == contact.id)
    )
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else Trial(*row)


def keep(
    store: WriteStore,
    contact: Contact,
    copy: WorkingCopy | ListedCopy,
    snapshot: bytes,
    *,
    now: datetime,
) -> None:
    """They walk that copy, and this is how far they are."""
    values = {"working_copy_id": copy.id, "snapshot": snapshot, "updated_at": now}
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    store.connection.execute(
        insert(ROW)
        .values(contact_id=contact.id, **values)
        .on_conflict_do_update(index_elements=["contact_id"], set_=values)
    )


def await_note(store: WriteStore, contact: Contact, copy: WorkingCopy, *, now: datetime) -> None:
    """Their next words are the note with which that version is published."""
    keep(store, contact, copy, NOTE + str(copy.version).encode(), now=now)


def drop(store: WriteStore, contact: Contact) -> None:
    """It is about nothing of the kind any more; what was said in a walk is gone."""
    store.connection.execute(delete(ROW).where(ROW.contact_id == contact.id))


def end_of(store: WriteStore, copy: WorkingCopy | ListedCopy, *, now: datetime) -> None:
    """Nobody's chat is about that copy any more; who walked it is to be told."""
    walks = (
        select(ContactRow.id, ContactRow.channel, ContactRow.address, ROW.snapshot)
        .join(ROW, ROW.contact_id == ContactRow.id)
        .where(ROW.working_copy_id == copy.id)
    )
    for contact, channel, address, snapshot in store.connection.execute(walks).all():
        if not snapshot.startswith(NOTE):
            payload = {"channel": channel, "address": address}
            timers.schedule(store, f"{OVER}:{contact}", due=now, payload=payload)
    store.connection.execute(delete(ROW).where(ROW.working_copy_id == copy.id))


def go_on(store: WriteStore, contact: Contact, snapshot: bytes, *, now: datetime) -> None:
    """How far they are by now; nothing when the copy is gone meanwhile."""
    values = {"snapshot": snapshot, "updated_at": now}
    store.connection.execute(update(ROW).where(ROW.contact_id == contact.id).values(values))
