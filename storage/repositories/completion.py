"""Counting how far walks come, and what coaches asked to redo: worked out by the database."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from charter.remark import AnchorKind, Audience, Weight
from charter.review import ReviewStatus
from flows.run import RunStatus
from storage.models.charter_revision import CharterRevisionRow
from storage.models.remark import RemarkRow
from storage.models.review import ReviewRow
from storage.repositories.tallies import coarser, seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import CTE

    from storage.repositories.cohorts import Cohort
    from storage.stores import ReadStore

__all__ = ["Far", "Redone", "far", "redone"]


class Far(NamedTuple):
    """How many people came how far: not to be shown."""

    begun: int
    finished: int
    submitted: int
    approved: int
    #: how many took how many seconds from the beginning to the end
    seconds: Counter[int]


class Redone(NamedTuple):
    """What a coach asked to redo: an answer, or a clause of the charter of a revision."""

    person_id: int
    kind: AnchorKind
    anchor: str
    revision: int


def far(store: ReadStore, walks: CTE, cohort: Cohort) -> Far:
    """Each person counts once in each, as far as one of their walks came."""
    row, sent = ReviewRow, CharterRevisionRow
    first = (
        select(sent.run_id, func.min(sent.submitted_at).label("at"))
        .group_by(sent.run_id)
        .subquery()
    )
    finished = or_(walks.c.status == RunStatus.REVIEW, row.id.is_not(None))
    took = seconds_of(store, func.coalesce(first.c.at, walks.c.updated_at)) - seconds_of(
        store, walks.c.created_at
    )
    people = (
        select(
            walks.c.person_id,
            func.max(case((finished, 1), else_=0)).label("finished"),
            func.max(case((row.id.is_not(None), 1), else_=0)).label("submitted"),
            func.max(case((row.status == ReviewStatus.APPROVED, 1), else_=0)).label("approved"),
            func.min(case((finished, took))).label("seconds"),
        )
        .select_from(walks)
        .outerjoin(row, row.alliance_id == walks.c.alliance_id)
        .outerjoin(first, first.c.run_id == walks.c.id)
        .group_by(walks.c.person_id)
    )
    if cohort.revision is not None:
        people = people.where(walks.c.revision == cohort.revision)
    found = people.subquery()
    bucket = coarser(found.c.seconds)
    statement = select(
        bucket,
        func.count(),
        *(func.sum(found.c[name]) for name in ("finished", "submitted", "approved")),
    ).group_by(bucket)
    groups = store.connection.execute(statement).all()
    begun, finished, submitted, approved = (sum(row[n] for row in groups) for n in range(1, 5))
    seconds = Counter({row[0]: row[1] for row in groups if row[0] is not None})
    return Far(begun, finished, submitted, approved, seconds)


def redone(store: ReadStore, walks: CTE, cohort: Cohort) -> Iterator[Redone]:
    """What was sent to leaders as to be redone, each once for a person."""
    row, sent = RemarkRow, CharterRevisionRow
    statement = (
        select(walks.c.person_id, row.anchor_kind, row.anchor, sent.revision)
        .select_from(walks)
        .join(ReviewRow, ReviewRow.alliance_id == walks.c.alliance_id)
        .join(row, row.review_id == ReviewRow.id)
        .join(sent, and_(sent.alliance_id == ReviewRow.alliance_id, sent.number == row.number))
        .where(
            sent.run_id == walks.c.id,
            row.sent_at.is_not(None),
            row.audience == Audience.SHARED,
            row.weight == Weight.MUST_FIX,
            row.anchor_kind != AnchorKind.WHOLE,
        )
        .distinct()
    )
    if cohort.revision is not None:
        statement = statement.where(sent.revision == cohort.revision)
    for person, kind, anchor, revision in store.connection.execute(statement):
        yield Redone(person, kind, anchor, revision)
