"""How far behind everything is: looked at in bounded steps, whatever the number of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, select, table

from charter.review import ReviewStatus
from storage.models.dead_letter import DeadLetterRow
from storage.models.outbox_message import IS_OPEN, OutboxMessageRow
from storage.models.review import ReviewRow
from storage.models.run import RunRow
from storage.models.team import TeamRow
from storage.models.timer import TimerRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Select

    from storage.stores import ReadStore

__all__ = ["AT_MOST", "Vitals", "look"]

#: rows that are looked at in one table: beyond, a figure stands for « so many or more »
AT_MOST = 10_000
#: teams whose drafts are looked at
TEAMS = 500
#: what a coach is to act on
WAITING = (ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Vitals:
    """At one moment. What is « since » is none when there is nothing of the kind."""

    #: the step that the schema is at
    schema: str
    #: messages to be sent
    messages: int
    #: when the oldest of them was queued
    message_since: datetime | None
    #: when the timer was due that is overdue longest
    timer_since: datetime | None
    #: updates that broke us and were not replayed
    letters: int
    letter_since: datetime | None
    #: by status, of the newest walks
    runs: Mapping[str, int]
    #: drafts that wait for a coach, by status
    drafts: Mapping[str, int]
    draft_since: datetime | None


def look(store: ReadStore, *, now: datetime) -> Vitals:
    """All of it, from one moment."""
    messages, message_since = counted(store, OPEN)
    letters, letter_since = counted(store, LETTERS)
    drafts = store.connection.execute(DRAFTS).all()
    return Vitals(
        schema=str(store.connection.execute(SCHEMA).scalar_one()),
        messages=messages,
        message_since=message_since,
        timer_since=store.connection.execute(overdue(now)).scalar_one_or_none(),
        letters=letters,
        letter_since=letter_since,
        runs={str(status): number for status, number in store.connection.execute(RUNS)},
        drafts={str(status): number for status, number, _ in drafts},
        draft_since=min((since for _, _, since in drafts), default=None),
    )


def overdue(now: datetime) -> Select[datetime]:
    row = TimerRow
    return select(row.due_at).where(row.due_at <= now).order_by(row.due_at).limit(1)


def counted(store: ReadStore, since: Select[Any]) -> tuple[int, datetime | None]:
    some = since.limit(AT_MOST).subquery()
    statement = select(func.count(), func.min(some.c.created_at)).select_from(some)
    number, first = store.connection.execute(statement).one()
    return number, first


SCHEMA: Select[Any] = select(column("version_num")).select_from(table("alembic_version"))
#: by when they are due: what waits longest is among the first
OPEN = select(OutboxMessageRow.created_at).where(IS_OPEN).order_by(OutboxMessageRow.due_at)
LETTERS = (
    select(DeadLetterRow.created_at)
    .where(DeadLetterRow.replayed_at.is_(None))
    .order_by(DeadLetterRow.id.desc())
)
newest = select(RunRow.status).order_by(RunRow.id.desc()).limit(AT_MOST).subquery()
RUNS = select(newest.c.status, func.count()).group_by(newest.c.status)
waiting = (
    select(ReviewRow.status, ReviewRow.since)
    .where(
        ReviewRow.team_id.in_(select(TeamRow.id).order_by(TeamRow.id).limit(TEAMS)),
        ReviewRow.status.in_(WAITING),
    )
    .limit(AT_MOST)
    .subquery()
)
DRAFTS = select(waiting.c.status, func.count(), func.min(waiting.c.since)).group_by(
    waiting.c.status
)
