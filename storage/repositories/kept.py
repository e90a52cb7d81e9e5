"""Everything that is kept about a person, for themselves: whole rows, as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, or_, select

from storage.models.alliance import AllianceRow, PartyRow
from storage.models.audit_entry import AuditEntryRow
from storage.models.base import Row
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.dead_letter import DeadLetterRow
from storage.models.outbox_message import OutboxMessageRow
from storage.models.person import PersonRow
from storage.models.run import RunRow
from storage.models.sent_file import SentFileRow
from storage.models.timer import TimerRow
from storage.repositories import timers

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from storage.stores import ReadStore

__all__ = ["Kept", "KeptRow", "about_person"]

#: by column
KeptRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows, the oldest first. The history of answers is read run by run."""

    person: KeptRow
    contacts: tuple[KeptRow, ...]
    #: in which they are a party
    alliances: tuple[KeptRow, ...]
    parties: tuple[KeptRow, ...]
    runs: tuple[KeptRow, ...]
    #: submitted by them
    charters: tuple[KeptRow, ...]
    #: done by them, or to what is theirs
    audit: tuple[KeptRow, ...]
    messages: tuple[KeptRow, ...]
    timers: tuple[KeptRow, ...]
    #: updates of theirs that could not be worked
    letters: tuple[KeptRow, ...]
    #: files that the channel holds for them
    files: tuple[KeptRow, ...]


def about_person(store: ReadStore, person_id: int) -> Kept:
    """All of it. Of others, nothing."""
    (person,) = rows(store, PersonRow, PersonRow.id == person_id)
    contacts = rows(store, ContactRow, ContactRow.person_id == person_id)
    parties = rows(store, PartyRow, PartyRow.person_id == person_id)
    addresses = [contact["id"] for contact in contacts]
    runs = rows(store, RunRow, RunRow.contact_id.in_(addresses))
    mine = CharterRevisionRow.submitted_by == person_id
    charters = rows(store, CharterRevisionRow, mine)
    joined = [party["alliance_id"] for party in parties]
    return Kept(
        person=person,
        contacts=contacts,
        alliances=rows(store, AllianceRow, AllianceRow.id.in_(joined)),
        parties=parties,
        runs=runs,
        charters=charters,
        audit=rows(store, AuditEntryRow, concerns(person_id, runs, charters)),
        messages=rows(store, OutboxMessageRow, OutboxMessageRow.contact_id.in_(addresses)),
        timers=rows(store, TimerRow, is_set_for(runs, contacts)),
        letters=rows(store, DeadLetterRow, DeadLetterRow.contact_id.in_(addresses)),
        files=rows(store, SentFileRow, SentFileRow.contact_id.in_(addresses)),
    )


def rows(store: ReadStore, table: type[Row], holds: ColumnElement[bool]) -> tuple[KeptRow, ...]:
    columns = table.__table__.columns
    statement: Select[*tuple[Any, ...]] = (
        select(*columns).where(holds).order_by(*table.__table__.primary_key)
    )
    return tuple(map(dict, store.connection.execute(statement).mappings()))


def concerns(
    person_id: int, runs: tuple[KeptRow, ...], charters: tuple[KeptRow, ...]
) -> ColumnElement[bool]:
    """An audit entry is about the person, one of their runs, or a charter that they submitted."""
    entry = AuditEntryRow
    nouns = {
        "person": [str(person_id)],
        "run": [run["public_id"] for run in runs],
        "charter": [str(charter["id"]) for charter in charters],
    }
    theirs = [(entry.noun == noun) & entry.noun_key.in_(keys) for noun, keys in nouns.items()]
    return or_(entry.by_person_id == person_id, *theirs)


def is_set_for(runs: tuple[KeptRow, ...], contacts: tuple[KeptRow, ...]) -> ColumnElement[bool]:
    """A timer is about one of these runs, as `timers.cancel_about` understands it, or keeps words
    of one of these contacts.
    """
    about = [TimerRow.key.endswith(f":{run['public_id']}", autoescape=True) for run in runs]
    waiting = [timers.waits_for(each["channel"], each["address"]) for each in contacts]
    return or_(*about, *waiting, TimerRow.id.is_(None))
