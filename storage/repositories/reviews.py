"""The drafts that were sent to coaches: where each stands, and who has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from charter.review import ReviewAct, ReviewStatus, after, holder
from charter.words import words
from storage.errors import NoSuchRow, Overtaken
from storage.models.alliance import AllianceRow
from storage.models.review import ReviewRow, ReviewWordRow
from storage.repositories import teams

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

    from storage.repositories.charters import CharterRevision
    from storage.stores import ReadStore, WriteStore

__all__ = [
    "COLUMNS",
    "Review",
    "act",
    "at",
    "find",
    "hand_over",
    "load",
    "of_alliance",
    "submit",
]


@dataclass(frozen=True, slots=True)
class Review:
    """A draft as it was read: changing it needs that nobody else did meanwhile."""

    id: int
    alliance_id: int
    #: of the alliance: what addresses carry
    public_id: str
    #: of the alliance; may be empty
    title: str
    run_id: int
    team_id: int
    #: who has it, or is to have it; none while it is for the whole team
    coach_id: int | None
    status: ReviewStatus
    #: when it came to who must act now
    since: datetime
    #: of the last charter revision
    number: int
    #: of partner; empty when it is not said
    category: str
    language: str
    version: int
    submitted_at: datetime


COLUMNS: tuple[Any, ...] = (
    ReviewRow.id,
    ReviewRow.alliance_id,
    AllianceRow.public_id,
    AllianceRow.title,
    ReviewRow.run_id,
    ReviewRow.team_id,
    ReviewRow.coach_id,
    ReviewRow.status,
    ReviewRow.since,
    ReviewRow.number,
    ReviewRow.category,
    ReviewRow.language,
    ReviewRow.version,
    ReviewRow.submitted_at,
)
REVIEWS: Select[*tuple[Any, ...]] = select(*COLUMNS).join(
    AllianceRow, AllianceRow.id == ReviewRow.alliance_id
)


def find(store: ReadStore, public_id: str) -> Review | None:
    """The draft of an alliance; none when it was never sent."""
    statement = REVIEWS.where(AllianceRow.public_id == public_id)
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else Review(*row)


def load(store: ReadStore, public_id: str) -> Review:
    """The draft of an alliance. Raises NoSuchRow when it was never sent."""
    found = find(store, public_id)
    if found is None:
        raise NoSuchRow(noun="draft", key=public_id)
    return found


def of_alliance(store: ReadStore, alliance_id: int) -> Review | None:
    """As `find`, for who knows the alliance's number."""
    statement = REVIEWS.where(ReviewRow.alliance_id == alliance_id)
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else Review(*row)


def at(store: ReadStore, review_id: int) -> Review:
    """As `load`, for who knows the draft's own number."""
    row = store.connection.execute(REVIEWS.where(ReviewRow.id == review_id)).one_or_none()
    if row is None:
        raise NoSuchRow(noun="draft", key=review_id)
    return Review(*row)


def submit(
    store: WriteStore, frozen: CharterRevision, *, title: str, category: str, now: datetime
) -> Review:
    """A charter revision was frozen: it waits for a coach. The first one goes where its leader is
    placed, a later one to the coach who had it.

    Raises:
        NotAllowed: a coach has not decided yet about what was sent before.
    """
    review = of_alliance(store, frozen.alliance_id)
    sent = {
        "run_id": frozen.run_id,
        "number": frozen.number,
        "category": category,
        "language": frozen.document.language,
        "submitted_at": now,
        "since": now,
    }
    if review is None:
        place = teams.placement(store, frozen.submitted_by)
        statement = insert(ReviewRow).values(
            alliance_id=frozen.alliance_id,
            team_id=place.team_id,
            coach_id=place.coach_id,
            status=after(ReviewStatus.DRAFT, ReviewAct.SUBMIT),
            version=1,
            **sent,
        )
        store.connection.execute(statement)
    else:
        change(store, review, status=after(review.status, ReviewAct.SUBMIT), **sent)
    found = of_alliance(store, frozen.alliance_id)
    assert found is not None  # noqa: S101  it was stored just now
    know_by(store, found, title)
    return found


def act(
    store: WriteStore, review: Review, what: ReviewAct, *, now: datetime, coach_id: int | None
) -> Review:
    """Move it on, and say who has it from then on.

    Raises:
        NotAllowed: the act is not open where the draft stands.
        Overtaken: someone else changed it since it was read.
    """
    status = after(review.status, what)
    since = review.since if holder(status) is holder(review.status) else now
    return change(store, review, status=status, since=since, coach_id=coach_id)


def hand_over(store: WriteStore, review: Review, *, coach_id: int | None, team_id: int) -> Review:
    """Another coach has it, or another team. Raises Overtaken."""
    return change(store, review, coach_id=coach_id, team_id=team_id)


def change(store: WriteStore, review: Review, **values: object) -> Review:
    statement = (
        update(ReviewRow)
        .where(ReviewRow.id == review.id, ReviewRow.version == review.version)
        .values(version=review.version + 1, **values)
    )
    if store.connection.execute(statement).rowcount != 1:
        raise Overtaken(noun="draft", key=review.public_id)
    return load(store, review.public_id)


def know_by(store: WriteStore, review: Review, title: str) -> None:
    """It is found by these words, and no others."""
    store.connection.execute(delete(ReviewWordRow).where(ReviewWordRow.review_id == review.id))
    found = [{"review_id": review.id, "word": word} for word in words(title)]
    if found:
        store.connection.execute(insert(ReviewWordRow), found)
