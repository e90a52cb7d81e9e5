"""Everything that is kept about a person, for themselves: whole rows, as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, or_, select

from charter.remark import Audience
from charter.review import Side
from storage.models.alliance import AllianceRow, PartyRow
from storage.models.audit_entry import AuditEntryRow
from storage.models.awaited_words import AwaitedWordsRow
from storage.models.base import Row
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.dead_letter import DeadLetterRow
from storage.models.golden_charter import GoldenCharterRow
from storage.models.notice import NoticeRow
from storage.models.outbox_message import OutboxMessageRow
from storage.models.person import PersonRow
from storage.models.reading import GridMarkRow, ReadingRow
from storage.models.remark import RemarkNoteRow, RemarkRow
from storage.models.review import ReviewRow
from storage.models.run import RunRow
from storage.models.run_event import RunEventRow
from storage.models.sent_file import SentFileRow
from storage.models.sign_in import DeskSessionRow
from storage.models.team import PlacementRow, TeamMemberRow, TeamRow
from storage.models.timer import TimerRow
from storage.models.typed_text import TypedTextRow
from storage.repositories import notices, timers

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from storage.stores import ReadStore

__all__ = ["Coached", "Kept", "KeptRow", "Reviewed", "about_person"]

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
    #: where a question was hard for them
    signs: tuple[KeptRow, ...]
    #: that they agreed to have questions tried on their charter
    golden: tuple[KeptRow, ...]
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
    reviewed: Reviewed
    coached: Coached


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What coaches made of their alliances, as far as it was sent to them. The working notes of
    coaches among themselves are not there.
    """

    reviews: tuple[KeptRow, ...]
    readings: tuple[KeptRow, ...]
    remarks: tuple[KeptRow, ...]
    notes: tuple[KeptRow, ...]
    #: what their next words are for
    awaited: tuple[KeptRow, ...]


@dataclass(frozen=True, slots=True)
class Coached:
    """What is kept of them as a coach, and what they wrote as one: of others, nothing."""

    #: in which they coach, or to which their drafts go
    teams: tuple[KeptRow, ...]
    sessions: tuple[KeptRow, ...]
    notices: tuple[KeptRow, ...]
    #: not sent yet
    typed: tuple[KeptRow, ...]
    remarks: tuple[KeptRow, ...]
    notes: tuple[KeptRow, ...]
    readings: tuple[KeptRow, ...]
    marks: tuple[KeptRow, ...]


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
    alliances = rows(store, AllianceRow, AllianceRow.id.in_(joined))
    reviewed = made_of(store, joined, addresses)
    return Kept(
        person=person,
        contacts=contacts,
        alliances=alliances,
        parties=parties,
        runs=runs,
        signs=rows(store, RunEventRow, RunEventRow.run_id.in_([run["id"] for run in runs])),
        golden=rows(store, GoldenCharterRow, GoldenCharterRow.person_id == person_id),
        charters=charters,
        audit=rows(store, AuditEntryRow, concerns(person_id, runs, charters, alliances)),
        messages=rows(store, OutboxMessageRow, OutboxMessageRow.contact_id.in_(addresses)),
        timers=rows(
            store,
            TimerRow,
            is_set_for((*runs, *alliances, *reviewed.remarks), contacts)
            | (TimerRow.key == f"{notices.KIND}:{person_id}"),
        ),
        letters=rows(store, DeadLetterRow, DeadLetterRow.contact_id.in_(addresses)),
        files=rows(store, SentFileRow, SentFileRow.contact_id.in_(addresses)),
        reviewed=reviewed,
        coached=done_by(store, person_id),
    )


def made_of(store: ReadStore, alliances: list[int], contacts: list[int]) -> Reviewed:
    reviews = rows(store, ReviewRow, ReviewRow.alliance_id.in_(alliances))
    these = [review["id"] for review in reviews]
    sent = (RemarkRow.audience == Audience.SHARED) & RemarkRow.sent_at.is_not(None)
    remarks = rows(store, RemarkRow, RemarkRow.review_id.in_(these) & sent)
    decided = ReadingRow.review_id.in_(these) & ReadingRow.verdict.is_not(None)
    said = RemarkNoteRow.remark_id.in_([remark["id"] for remark in remarks])
    return Reviewed(
        reviews=reviews,
        readings=rows(store, ReadingRow, decided),
        remarks=remarks,
        notes=rows(store, RemarkNoteRow, said),
        awaited=rows(store, AwaitedWordsRow, AwaitedWordsRow.contact_id.in_(contacts)),
    )


def done_by(store: ReadStore, person_id: int) -> Coached:
    joined = select(TeamMemberRow.team_id).where(TeamMemberRow.person_id == person_id)
    placed = select(PlacementRow.team_id).where(PlacementRow.person_id == person_id)
    as_coach = (RemarkNoteRow.by_person_id == person_id) & (RemarkNoteRow.side == Side.COACH)
    return Coached(
        teams=rows(store, TeamRow, TeamRow.id.in_(joined) | TeamRow.id.in_(placed)),
        sessions=rows(store, DeskSessionRow, DeskSessionRow.person_id == person_id),
        notices=rows(store, NoticeRow, NoticeRow.person_id == person_id),
        typed=rows(store, TypedTextRow, TypedTextRow.person_id == person_id),
        remarks=rows(store, RemarkRow, RemarkRow.by_person_id == person_id),
        notes=rows(store, RemarkNoteRow, as_coach),
        readings=rows(store, ReadingRow, ReadingRow.by_person_id == person_id),
        marks=rows(store, GridMarkRow, GridMarkRow.by_person_id == person_id),
    )


def rows(store: ReadStore, table: type[Row], holds: ColumnElement[bool]) -> tuple[KeptRow, ...]:
    columns = table.__table__.columns
    statement: Select[*tuple[Any, ...]] = (
        select(*columns).where(holds).order_by(*table.__table__.primary_key)
    )
    return tuple(map(dict, store.connection.execute(statement).mappings()))


def concerns(
    person_id: int,
    runs: tuple[KeptRow, ...],
    charters: tuple[KeptRow, ...],
    alliances: tuple[KeptRow, ...],
) -> ColumnElement[bool]:
    """An audit entry is about the person, one of their runs, a charter that they submitted, or what
    coaches did with it.
    """
    entry = AuditEntryRow
    nouns = {
        "person": [str(person_id)],
        "run": [run["public_id"] for run in runs],
        "charter": [str(charter["id"]) for charter in charters],
        "review": [alliance["public_id"] for alliance in alliances],
        "golden": [alliance["public_id"] for alliance in alliances],
    }
    theirs = [(entry.noun == noun) & entry.noun_key.in_(keys) for noun, keys in nouns.items()]
    return or_(entry.by_person_id == person_id, *theirs)


def is_set_for(things: tuple[KeptRow, ...], contacts: tuple[KeptRow, ...]) -> ColumnElement[bool]:
    """A timer is about one of these things, as `timers.cancel_about` understands it, or keeps words
    of one of these contacts.
    """
    about = [TimerRow.key.endswith(f":{it['public_id']}", autoescape=True) for it in things]
    waiting = [timers.waits_for(each["channel"], each["address"]) for each in contacts]
    return or_(*about, *waiting, TimerRow.id.is_(None))
