"""Making a chat one of a coach who is known at the desk: by an address that the chat opens once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from storage.models.alliance import PartyRow
from storage.models.contact import ContactRow
from storage.models.person import PersonRow, Role
from storage.repositories import audit, sign_in

if TYPE_CHECKING:
    from datetime import datetime

    from storage.repositories.contacts import Contact
    from storage.stores import ReadStore, WriteStore

__all__ = ["PREFIX", "Connected", "chats_of", "connect", "offer"]

#: of what the address says to the bot
PREFIX = "desk-"
#: what keeps such a link from opening the desk: no token of those has a colon
PURPOSE = "connect:"


class Connected(StrEnum):
    """What came of it."""

    DONE = "done"  # what the chat hears from now on is for that coach
    ALREADY = "already"  # it was theirs before
    OVER = "over"  # the address is not known, too old, or was opened already
    BUSY = "busy"  # the chat is of somebody who designs alliances in it


def offer(store: WriteStore, token: str, *, person_id: int, now: datetime) -> None:
    """Whoever brings that token within ten minutes is that person. Links to the desk that they
    were given before open nothing any more.
    """
    sign_in.add(store, f"{PURPOSE}{token}", person_id=person_id, now=now)


def connect(
    store: WriteStore, contact: Contact, token: str, *, now: datetime
) -> tuple[Connected, int]:
    """A chat brings the token: what comes of it, and whose the chat is now. It stays whose it is
    when alliances were begun in it.
    """
    link = sign_in.find(store, f"{PURPOSE}{token}")
    if link is None or link.used_at is not None or link.expires_at <= now:
        return Connected.OVER, contact.person_id
    if link.person_id == contact.person_id:
        return Connected.ALREADY, contact.person_id
    if has_alliances(store, contact.person_id):
        return Connected.BUSY, contact.person_id
    if not sign_in.consume(store, link, now=now):
        return Connected.OVER, contact.person_id
    give(store, contact, link.person_id)
    key = str(link.person_id)
    audit.record(store, "desk:connect", noun="person", key=key, by=link.person_id, now=now)
    return Connected.DONE, link.person_id


def give(store: WriteStore, contact: Contact, person_id: int) -> None:
    """The chat is theirs; of who it was before nothing is known any more."""
    row = ContactRow
    mine = update(row).where(row.id == contact.id).values(person_id=person_id)
    store.connection.execute(mine)
    if not chats_of(store, contact.person_id):
        before = update(PersonRow).where(PersonRow.id == contact.person_id)
        before = before.where(PersonRow.role == Role.LEADER)
        store.connection.execute(before.values(name=""))


def chats_of(store: ReadStore, person_id: int) -> int:
    """How many chats are theirs."""
    statement = select(func.count()).where(ContactRow.person_id == person_id)
    return store.connection.execute(statement).scalar_one()


def has_alliances(store: ReadStore, person_id: int) -> bool:
    statement = select(PartyRow.id).where(PartyRow.person_id == person_id).limit(1)
    return store.connection.execute(statement).first() is not None
