"""The addresses through which people are reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.errors import LostRace
from storage.models.contact import ContactRow
from storage.models.person import Role
from storage.models.run import RunRow
from storage.models.working_copy import TrialRow
from storage.prepared import Prepared
from storage.repositories import people

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "Contact",
    "change_language",
    "ensure",
    "find",
    "mark_blocked",
    "of_person",
    "of_run",
]


@dataclass(frozen=True, slots=True)
class Contact:
    id: int
    person_id: int
    channel: str
    address: str
    language: str
    #: IANA name
    timezone: str
    shown_name: str
    blocked_at: datetime | None
    #: their chat is about a working copy: `trials` tells which
    tries: bool = False


COLUMNS: Select[*tuple[Any, ...]] = select(
    ContactRow.id,
    ContactRow.person_id,
    ContactRow.channel,
    ContactRow.address,
    ContactRow.language,
    ContactRow.timezone,
    ContactRow.shown_name,
    ContactRow.blocked_at,
    exists().where(TrialRow.contact_id == ContactRow.id).label("tries"),
)
FIND = COLUMNS.where(
    ContactRow.channel == bindparam("channel_is"), ContactRow.address == bindparam("address_is")
)
# Held against who works for them too, not against who only notes something that is theirs.
BY_ADDRESS = {False: Prepared(FIND), True: Prepared(FIND.with_for_update(key_share=True))}


def find(store: ReadStore, channel: str, address: str) -> Contact | None:
    """The contact. A transaction that writes holds it: the next update of one chat waits."""
    row = BY_ADDRESS[store.holds].first(store, channel_is=channel, address_is=address)
    return None if row is None else Contact(*row)


def of_run(store: WriteStore, public_id: str) -> Contact | None:
    """Who speaks to a run; held like `find` holds it, so that nothing of theirs is worked
    meanwhile.
    """
    run = select(RunRow.contact_id).where(RunRow.public_id == public_id).scalar_subquery()
    statement = COLUMNS.where(ContactRow.id == run).with_for_update(key_share=True)
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else Contact(*row)


def of_person(store: WriteStore, person_id: int, channel: str) -> tuple[Contact, ...]:
    """Where that person is reached on a channel, the oldest first; held like `find` holds it."""
    statement = COLUMNS.where(
        ContactRow.person_id == person_id, ContactRow.channel == channel
    ).order_by(ContactRow.id)
    rows = store.connection.execute(statement.with_for_update(key_share=True))
    return tuple(Contact(*row) for row in rows)


def ensure(
    store: WriteStore,
    *,
    channel: str,
    address: str,
    shown_name: str,
    language: str,
    timezone: str,
    now: datetime,
) -> Contact:
    """The contact, made with a person of its own when it is new; its name shown is kept up to date,
    language and time zone are its own once it exists. It is held like `find` holds it.
    """
    known = find(store, channel, address)
    if known is None:
        values = {"channel": channel, "address": address, "shown_name": shown_name}
        return add(store, now, **values, language=language, timezone=timezone)
    if known.shown_name == shown_name:
        return known
    set_for(store, known, shown_name=shown_name)
    return replace(known, shown_name=shown_name)


def add(store: WriteStore, now: datetime, **values: str) -> Contact:
    person = people.create(store, name=values["shown_name"], role=Role.LEADER, now=now)
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(ContactRow)
        .values(person_id=person.id, created_at=now, **values)
        .on_conflict_do_nothing(index_elements=["channel", "address"])
        .returning(ContactRow.id)
    )
    key = store.connection.execute(statement).scalar_one_or_none()
    if key is None:
        raise LostRace(database="the contacts")  # the person would be nobody's: begin again
    return Contact(id=key, person_id=person.id, blocked_at=None, tries=False, **values)


def change_language(store: WriteStore, contact: Contact, language: str) -> None:
    set_for(store, contact, language=language)


def mark_blocked(store: WriteStore, contact: Contact, since: datetime | None) -> None:
    """Nothing reaches them since then; none when it does again."""
    set_for(store, contact, blocked_at=since)


def set_for(store: WriteStore, contact: Contact, **values: object) -> None:
    statement = update(ContactRow).where(ContactRow.id == contact.id).values(**values)
    store.connection.execute(statement)
