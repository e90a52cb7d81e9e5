"""Who is told of a draft: its coach while there is one, else every coach of its team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.review import ReviewStatus
from storage.models.person import Role
from storage.repositories import people, teams

if TYPE_CHECKING:
    from storage.repositories.reviews import Review
    from storage.stores import ReadStore

__all__ = ["may_read", "told_of"]

COACHES = {Role.COACH, Role.ADMIN}
#: of its leader alone: it was not sent, or was taken back
HIDDEN = {ReviewStatus.DRAFT, ReviewStatus.WITHDRAWN}


def told_of(store: ReadStore, review: Review) -> tuple[int, ...]:
    """Their numbers."""
    if review.coach_id is not None and not _has_left(store, review.coach_id):
        return (review.coach_id,)
    return tuple(person.id for person in teams.members(store, review.team_id))


def _has_left(store: ReadStore, coach_id: int) -> bool:
    """They coach nobody any more, or were erased, which emptied their name."""
    person = people.load(store, coach_id)
    return person.role not in COACHES or not person.name


def may_read(store: ReadStore, review: Review, person_id: int) -> bool:
    """It is for them to answer what its leader asks: they coach it, or are of its team."""
    of_team = {person.id for person in teams.members(store, review.team_id)}
    is_theirs = person_id == review.coach_id or person_id in of_team
    if review.status in HIDDEN or not is_theirs:
        return False
    role = people.load(store, person_id).role
    return role is Role.COACH or (role is Role.ADMIN and person_id in of_team)
