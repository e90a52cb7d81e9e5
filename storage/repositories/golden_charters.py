"""Whose charters serve to try the next questions: agreed to, taken back, and read to be tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from flows.run import Run
from storage import run_state
from storage.models.alliance import AllianceRow
from storage.models.audit_entry import AuditEntryRow
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.golden_charter import GoldenCharterRow
from storage.models.person import PersonRow
from storage.models.run import RunRow
from storage.repositories import audit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlalchemy import Subquery

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "GoldenCharter",
    "agree",
    "agreed_at",
    "ask",
    "count",
    "frozen",
    "take_back",
    "was_asked",
]

#: in the audit, apart from what coaches read of a draft: whether a leader agreed is not theirs
NOUN = "golden"
ASKED, AGREED, TAKEN_BACK = "golden:ask", "golden:agree", "golden:take_back"


@dataclass(frozen=True, slots=True)
class GoldenCharter:
    """What was sent last of an alliance whose leader agreed: to be shown under other names only."""

    run: Run
    #: the day on which it was sent: dates are read against it
    dated: date
    #: names of who walked it, to be looked for in it
    people: tuple[str, ...]


def agreed_at(store: ReadStore, alliance_id: int) -> datetime | None:
    """Since when it serves; none when nobody agreed, or it was taken back."""
    row = GoldenCharterRow
    statement = select(row.agreed_at).where(row.alliance_id == alliance_id)
    return store.connection.execute(statement).scalar_one_or_none()


def agree(store: WriteStore, alliance_id: int, *, by: int, now: datetime) -> None:
    """From now on it serves; agreeing twice is agreeing once."""
    if agreed_at(store, alliance_id) is not None:
        return
    values = {"alliance_id": alliance_id, "person_id": by, "agreed_at": now}
    store.connection.execute(insert(GoldenCharterRow).values(values))
    note(store, AGREED, alliance_id, by=by, now=now)


def take_back(store: WriteStore, alliance_id: int, *, by: int, now: datetime) -> bool:
    """It serves no more. Whether it did."""
    gone = delete(GoldenCharterRow).where(GoldenCharterRow.alliance_id == alliance_id)
    if store.connection.execute(gone).rowcount == 0:
        return False
    note(store, TAKEN_BACK, alliance_id, by=by, now=now)
    return True


def ask(store: WriteStore, alliance_id: int, *, now: datetime) -> None:
    """Note that the leader was asked: it is done once."""
    note(store, ASKED, alliance_id, by=None, now=now)


def was_asked(store: ReadStore, alliance_id: int) -> bool:
    """They were asked, or spoke of it by themselves."""
    entry = AuditEntryRow
    statement = select(func.count()).where(
        entry.noun == NOUN,
        entry.noun_key == public_id_of(store, alliance_id),
        entry.action.in_((ASKED, AGREED, TAKEN_BACK)),
    )
    return store.connection.execute(statement).scalar_one() > 0


def count(store: ReadStore, flow: str) -> int:
    """How many charters of a flow serve."""
    newest = last_of_each(flow)
    return store.connection.execute(select(func.count()).select_from(newest)).scalar_one()


def frozen(store: ReadStore, flow: str, *, at_most: int) -> Iterator[GoldenCharter]:
    """Each of them as it was sent last, the newest ones, in an order that says nothing."""
    row, newest = CharterRevisionRow, last_of_each(flow)
    wanted = select(newest.c.id).order_by(newest.c.id.desc()).limit(at_most)
    statement = (
        select(row.answers, row.submitted_at, ContactRow.shown_name, PersonRow.name)
        .join(RunRow, RunRow.id == row.run_id)
        .join(ContactRow, ContactRow.id == RunRow.contact_id)
        .join(PersonRow, PersonRow.id == ContactRow.person_id)
        .where(row.id.in_(wanted))
        .order_by(func.length(row.answers), row.id)
    )
    for answers, submitted_at, shown, name in store.connection.execute(statement):
        people = tuple(filter(None, (shown, name)))
        yield GoldenCharter(run_state.read(answers), submitted_at.date(), people)


def last_of_each(flow: str) -> Subquery:
    row = CharterRevisionRow
    return (
        select(func.max(row.id).label("id"))
        .join(GoldenCharterRow, GoldenCharterRow.alliance_id == row.alliance_id)
        .where(row.flow == flow)
        .group_by(row.alliance_id)
        .subquery()
    )


def note(
    store: WriteStore, action: str, alliance_id: int, *, by: int | None, now: datetime
) -> None:
    key = public_id_of(store, alliance_id)
    audit.record(store, action, noun=NOUN, key=key, by=by, now=now)


def public_id_of(store: ReadStore, alliance_id: int) -> str:
    statement = select(AllianceRow.public_id).where(AllianceRow.id == alliance_id)
    return store.connection.execute(statement).scalar_one()
