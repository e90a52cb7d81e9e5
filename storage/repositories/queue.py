"""Which drafts a coach sees, the one that waits longest first: as many as a page holds, whatever
the number of drafts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal, or_, select, union_all

from charter.review import ReviewStatus
from charter.words import words
from storage.models.alliance import AllianceRow
from storage.models.person import PersonRow
from storage.models.review import ReviewRow, ReviewWordRow
from storage.models.team import TeamMemberRow
from storage.repositories.people import Person
from storage.repositories.reviews import COLUMNS, Review

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from storage.stores import ReadStore

__all__ = ["AT_MOST", "Burden", "QueueScope", "burdens", "count", "listed", "search"]

#: drafts that a count goes to, and that a search looks at: more words narrow it
AT_MOST = 200
#: what a coach may see at all: nothing that was never sent, or was taken back
SHOWN = tuple(set(ReviewStatus) - {ReviewStatus.DRAFT, ReviewStatus.WITHDRAWN})
#: the greatest character: what begins with a word sorts before the word with this after it
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class QueueScope:
    """Whose drafts."""

    #: numbers of the teams
    teams: tuple[int, ...] = ()
    #: drafts of that coach
    coach: int | None = None


@dataclass(frozen=True, slots=True)
class Burden:
    """How many drafts a coach has in hand."""

    coach: Person
    drafts: int


def listed(
    store: ReadStore,
    scope: QueueScope,
    *,
    statuses: Iterable[ReviewStatus],
    category: str | None = None,
    after: tuple[datetime, int] | None = None,
    limit: int,
) -> tuple[Review, ...]:
    """A page, the longest waiting first; the next begins after the last `since` and `id` of it.

    Each index gives its own first ones in order, and the first of those are the page.
    """
    narrowed = [] if category is None else [ReviewRow.category == category]
    if after is not None:
        since, key = after
        later = and_(ReviewRow.since == since, ReviewRow.id > key)
        narrowed.append(or_(ReviewRow.since > since, later))
    firsts = [
        select(ReviewRow.id, ReviewRow.since)
        .where(whose, ReviewRow.status == status, *narrowed)
        .order_by(ReviewRow.since, ReviewRow.id)
        .limit(limit)
        .subquery()
        for whose in owners(scope)
        for status in statuses
        if status in SHOWN
    ]
    if not firsts:
        return ()
    found = union_all(*(select(first.c.id, first.c.since) for first in firsts)).subquery()
    page = select(found.c.id).distinct().order_by(found.c.since, found.c.id).limit(limit)
    keys = store.connection.execute(page.add_columns(found.c.since)).scalars().all()
    return read(store, keys)


def search(store: ReadStore, scope: QueueScope, text: str, *, limit: int) -> tuple[Review, ...]:
    """Drafts whose names have words that begin with each of these, the longest waiting first.

    Of a word that hundreds of drafts have, only `AT_MOST` are looked at.
    """
    sought = words(text)
    if not sought:
        return ()
    rarest, *others = sorted(sought, key=lambda word: len(having(store, word)))
    each = ReviewWordRow
    holds = [
        select(literal(1))
        .where(each.review_id == ReviewRow.id, each.word >= word, each.word < word + LAST)
        .exists()
        for word in others
    ]
    statement = (
        select(ReviewRow.id)
        .where(
            ReviewRow.id.in_(having(store, rarest)),
            ReviewRow.status.in_(SHOWN),
            or_(*owners(scope)),
            *holds,
        )
        .order_by(ReviewRow.since, ReviewRow.id)
        .limit(limit)
    )
    return read(store, store.connection.execute(statement).scalars().all())


def count(store: ReadStore, scope: QueueScope, statuses: Iterable[ReviewStatus]) -> int:
    """How many there are, up to `AT_MOST`."""
    found = (
        select(ReviewRow.id)
        .where(or_(*owners(scope)), ReviewRow.status.in_(tuple(statuses)))
        .limit(AT_MOST)
        .subquery()
    )
    return store.connection.execute(select(func.count()).select_from(found)).scalar_one()


def burdens(store: ReadStore, team_ids: Iterable[int]) -> tuple[Burden, ...]:
    """What each coach of these teams has in hand, by name."""
    in_hand = (
        select(ReviewRow.coach_id, func.count().label("drafts"))
        .where(ReviewRow.status.in_((ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW)))
        .where(ReviewRow.coach_id.is_not(None))
        .group_by(ReviewRow.coach_id)
        .subquery()
    )
    coaches = select(TeamMemberRow.person_id).where(TeamMemberRow.team_id.in_(tuple(team_ids)))
    statement = (
        select(PersonRow.id, PersonRow.role, PersonRow.name, func.coalesce(in_hand.c.drafts, 0))
        .outerjoin(in_hand, in_hand.c.coach_id == PersonRow.id)
        .where(PersonRow.id.in_(coaches))
        .order_by(PersonRow.name, PersonRow.id)
    )
    rows = store.connection.execute(statement)
    return tuple(Burden(Person(*row[:3]), row[3]) for row in rows)


def owners(scope: QueueScope) -> list[ColumnElement[bool]]:
    whose = [ReviewRow.team_id == team for team in scope.teams]
    return whose if scope.coach is None else [*whose, ReviewRow.coach_id == scope.coach]


def having(store: ReadStore, word: str) -> list[int]:
    """Drafts with a word that begins so."""
    each = ReviewWordRow
    statement = select(each.review_id).where(each.word >= word, each.word < word + LAST)
    return list(store.connection.execute(statement.distinct().limit(AT_MOST)).scalars())


def read(store: ReadStore, keys: Iterable[int]) -> tuple[Review, ...]:
    statement: Select[*tuple[Any, ...]] = (
        select(*COLUMNS)
        .join(AllianceRow, AllianceRow.id == ReviewRow.alliance_id)
        .where(ReviewRow.id.in_(tuple(keys)))
        .order_by(ReviewRow.since, ReviewRow.id)
    )
    return tuple(Review(*row) for row in store.connection.execute(statement))
