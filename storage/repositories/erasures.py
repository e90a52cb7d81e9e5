"""Erasing for good, an alliance or all of a person: the only way out for what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import aliased

from flows.run import Run
from storage.models.alliance import AllianceRow, PartyRow
from storage.models.answer import AnswerRow
from storage.models.awaited_words import AwaitedWordsRow
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.dead_letter import DeadLetterRow
from storage.models.erasure import ErasureRow
from storage.models.golden_charter import GoldenCharterRow
from storage.models.notice import NoticeRow
from storage.models.outbox_message import OutboxMessageRow
from storage.models.person import PersonRow
from storage.models.reading import GridMarkRow, ReadingRow
from storage.models.remark import RemarkNoteRow, RemarkRow
from storage.models.review import ReviewRow, ReviewWordRow
from storage.models.run import RunRow
from storage.models.run_event import RunEventRow
from storage.models.sender import SendingPaceRow
from storage.models.sent_file import SentFileRow
from storage.models.sign_in import DeskSessionRow, SignInLinkRow
from storage.models.team import PlacementRow, TeamMemberRow
from storage.models.timer import TimerRow
from storage.models.typed_text import SentFormRow, TypedTextRow
from storage.models.working_copy import TrialRow
from storage.repositories import runs, timers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from storage.stores import ReadStore, WriteStore

__all__ = ["Extent", "erase_alliance", "erase_person", "extent"]


@dataclass(frozen=True, slots=True)
class Extent:
    """What erasing a person takes away, counted."""

    #: in which they are alone: gone with all that is in them
    alliances: int
    #: in which others are too: only the person's own answers go
    shared: int
    #: each version of each
    answers: int
    #: submitted, in alliances where they are alone
    charters: int


def extent(store: ReadStore, person_id: int) -> Extent:
    """What `erase_person` would take away."""
    alone, shared = alliances_of(store, person_id)
    answers = select(func.coalesce(func.sum(RunRow.history), 0)).where(spoken_by(person_id))
    charters = (
        select(func.count())
        .select_from(CharterRevisionRow)
        .where(CharterRevisionRow.alliance_id.in_(alone))
    )
    return Extent(
        alliances=len(alone),
        shared=len(shared),
        answers=store.connection.execute(answers).scalar_one(),
        charters=store.connection.execute(charters).scalar_one(),
    )


def erase_person(store: WriteStore, person_id: int, *, now: datetime) -> Extent:
    """Delete their contacts, walks, answers, messages, timers, and the alliances in which they are
    alone; empty their name. What they agreed with others, and what others said, stays.
    """
    taken = extent(store, person_id)
    alone, shared = alliances_of(store, person_id)
    walks = select(RunRow.public_id).where(spoken_by(person_id))
    for public_id in store.connection.execute(walks).scalars().all():
        timers.cancel_about(store, public_id)
    for alliance_id in alone:
        erase_alliance(store, alliance_id, by=person_id, now=now)
    for alliance_id in shared:
        fall_silent(store, alliance_id, person_id, now)
    leave_desk(store, person_id)
    forget_contacts(store, person_id, now)
    store.connection.execute(update(PersonRow).where(PersonRow.id == person_id).values(name=""))
    return taken


def erase_alliance(store: WriteStore, alliance_id: int, *, by: int | None, now: datetime) -> None:
    """Delete the alliance with its parties, runs, history and charters. What stays says that it was
    erased, when and by whom; contacts, people and audit entries hold nothing of what was said.
    """
    runs_of_it = select(RunRow.id).where(RunRow.alliance_id == alliance_id)
    forget_review(store, alliance_id)
    statements = (
        insert(ErasureRow).values(alliance_id=alliance_id, erased_at=now, by_person_id=by),
        delete(CharterRevisionRow).where(CharterRevisionRow.alliance_id == alliance_id),
        delete(GoldenCharterRow).where(GoldenCharterRow.alliance_id == alliance_id),
        delete(AnswerRow).where(AnswerRow.run_id.in_(runs_of_it)),
        delete(RunEventRow).where(RunEventRow.run_id.in_(runs_of_it)),
        delete(RunRow).where(RunRow.alliance_id == alliance_id),
        delete(PartyRow).where(PartyRow.alliance_id == alliance_id),
        delete(AllianceRow).where(AllianceRow.id == alliance_id),
    )
    for statement in statements:
        store.connection.execute(statement)


def forget_review(store: WriteStore, alliance_id: int) -> None:
    """Delete what coaches made of an alliance, and what was still to be done about it."""
    public_id = select(AllianceRow.public_id).where(AllianceRow.id == alliance_id)
    timers.cancel_about(store, store.connection.execute(public_id).scalar_one())
    it = select(ReviewRow.id).where(ReviewRow.alliance_id == alliance_id)
    remarks = select(RemarkRow.id).where(RemarkRow.review_id.in_(it))
    remarked = select(RemarkRow.public_id).where(RemarkRow.review_id.in_(it))
    for remark in store.connection.execute(remarked).scalars().all():
        timers.cancel_about(store, remark)
    for statement in (
        delete(AwaitedWordsRow).where(AwaitedWordsRow.remark_id.in_(remarks)),
        delete(NoticeRow).where(NoticeRow.review_id.in_(it)),
        delete(RemarkNoteRow).where(RemarkNoteRow.remark_id.in_(remarks)),
        delete(RemarkRow).where(RemarkRow.review_id.in_(it)),
        delete(GridMarkRow).where(GridMarkRow.review_id.in_(it)),
        delete(ReadingRow).where(ReadingRow.review_id.in_(it)),
        delete(ReviewWordRow).where(ReviewWordRow.review_id.in_(it)),
        delete(ReviewRow).where(ReviewRow.alliance_id == alliance_id),
    ):
        store.connection.execute(statement)


def leave_desk(store: WriteStore, person_id: int) -> None:
    """Close the desk to them; what they did there for others stays."""
    timers.cancel(store, f"notices:{person_id}")
    for statement in (
        delete(SignInLinkRow).where(SignInLinkRow.person_id == person_id),
        delete(DeskSessionRow).where(DeskSessionRow.person_id == person_id),
        delete(TypedTextRow).where(TypedTextRow.person_id == person_id),
        delete(SentFormRow).where(SentFormRow.person_id == person_id),
        delete(NoticeRow).where(NoticeRow.person_id == person_id),
        delete(TeamMemberRow).where(TeamMemberRow.person_id == person_id),
        delete(PlacementRow).where(PlacementRow.person_id == person_id),
        update(PlacementRow).where(PlacementRow.coach_id == person_id).values(coach_id=None),
    ):
        store.connection.execute(statement)


def alliances_of(store: ReadStore, person_id: int) -> tuple[list[int], list[int]]:
    """The alliances in which they are alone, and those in which others are too."""
    mine, others = PartyRow, aliased(PartyRow)
    is_shared = (
        select(others.id)
        .where(others.alliance_id == mine.alliance_id, others.person_id != person_id)
        .exists()
    )
    statement: Select[int, bool] = (
        select(mine.alliance_id, is_shared)
        .where(mine.person_id == person_id)
        .distinct()
        .order_by(mine.alliance_id)
    )
    found = store.connection.execute(statement).all()
    return [key for key, shared in found if not shared], [key for key, shared in found if shared]


def spoken_by(person_id: int) -> ColumnElement[bool]:
    """A run is spoken by that person."""
    contacts = select(ContactRow.id).where(ContactRow.person_id == person_id)
    return RunRow.contact_id.in_(contacts)


def fall_silent(store: WriteStore, alliance_id: int, person_id: int, now: datetime) -> None:
    """Take what that person said out of an alliance that goes on: deletion is unlocked for as long
    as it takes, and the charters that its parties hold are left alone.
    """
    theirs = (RunRow.alliance_id == alliance_id, spoken_by(person_id))
    walks = select(RunRow.id).where(*theirs)
    submitted = select(CharterRevisionRow.run_id).where(
        CharterRevisionRow.alliance_id == alliance_id
    )
    for statement in (
        insert(ErasureRow).values(alliance_id=alliance_id, erased_at=now, by_person_id=person_id),
        delete(GoldenCharterRow).where(GoldenCharterRow.alliance_id == alliance_id),
        delete(AnswerRow).where(AnswerRow.run_id.in_(walks)),
        delete(RunEventRow).where(RunEventRow.run_id.in_(walks)),
        delete(ErasureRow).where(ErasureRow.alliance_id == alliance_id),
        delete(RunRow).where(*theirs, RunRow.id.not_in(submitted)),
    ):
        store.connection.execute(statement)
    kept = select(RunRow.id, RunRow.flow, RunRow.revision, RunRow.language, RunRow.version)
    for key, flow, revision, language, version in store.connection.execute(kept.where(*theirs)):
        emptied = runs.changing(Run(flow, revision, language), version + 1, 0, now)
        store.connection.execute(
            update(RunRow).where(RunRow.id == key).values(active=False, **emptied)
        )


def forget_contacts(store: WriteStore, person_id: int, now: datetime) -> None:
    """Delete their contacts and what was sent there; of one that a charter rests on, the row stays
    and leads to nobody.
    """
    theirs = ContactRow.person_id == person_id
    resting = select(RunRow.contact_id)
    messages = select(ContactRow.id).where(theirs)
    addresses = select(ContactRow.channel, ContactRow.address).where(theirs)
    for channel, address in store.connection.execute(addresses).all():
        store.connection.execute(delete(TimerRow).where(timers.waits_for(channel, address)))
    for statement in (
        delete(OutboxMessageRow).where(OutboxMessageRow.contact_id.in_(messages)),
        delete(SendingPaceRow).where(SendingPaceRow.contact_id.in_(messages)),
        delete(SentFileRow).where(SentFileRow.contact_id.in_(messages)),
        delete(DeadLetterRow).where(DeadLetterRow.contact_id.in_(messages)),
        delete(AwaitedWordsRow).where(AwaitedWordsRow.contact_id.in_(messages)),
        delete(TrialRow).where(TrialRow.contact_id.in_(messages)),
        delete(ContactRow).where(theirs, ContactRow.id.not_in(resting)),
    ):
        store.connection.execute(statement)
    left = store.connection.execute(select(ContactRow.id).where(theirs)).scalars().all()
    for key in left:
        nobody = {"address": f"erased-{key}", "shown_name": "", "blocked_at": now}
        store.connection.execute(update(ContactRow).where(ContactRow.id == key).values(**nobody))
