"""Who may see and do what at the desk: decided here, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from charter.review import ReviewStatus
from storage.models.person import Role
from storage.repositories import desk_walks, reviews, teams, working_copies
from storage.repositories.desk_walks import DeskWalk
from storage.repositories.people import Person
from storage.repositories.queue import QueueScope
from storage.repositories.reviews import Review
from storage.repositories.teams import Team
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore

__all__ = [
    "Access",
    "Missing",
    "Viewer",
    "allows",
    "copy_for",
    "review_for",
    "scope_of",
    "sees",
    "viewer_of",
    "walk_for",
]


class Access(StrEnum):
    """Who may open a page at all. Which drafts they see there, `review_for` says."""

    ANYONE = "anyone"  # signed in or not
    SIGNED_IN = "signed_in"  # coaches and admins
    COACH = "coach"  # who reads drafts
    ADMIN = "admin"  # who looks after people and flows


class Missing(Exception):
    """There is no such thing for them: whether there is one for others is not told."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks."""

    person: Person
    #: in which they coach
    teams: tuple[Team, ...]

    @property
    def is_coach(self) -> bool:
        """An admin reads drafts only as a member of a team."""
        match self.person.role:
            case Role.COACH:
                return True
            case Role.ADMIN:
                return bool(self.teams)
            case Role.LEADER | Role.PARTNER:
                return False
            case _:
                assert_never(self.person.role)

    @property
    def is_admin(self) -> bool:
        return self.person.role is Role.ADMIN


#: what is never shown here: it was not sent, or was taken back
HIDDEN = frozenset({ReviewStatus.DRAFT, ReviewStatus.WITHDRAWN})


def viewer_of(store: ReadStore, person: Person) -> Viewer:
    """That person as the desk sees them now."""
    return Viewer(person, teams.of_coach(store, person.id))


def allows(access: Access, viewer: Viewer | None) -> bool:
    """Whether they may open such a page; none is who is not signed in."""
    match access:
        case Access.ANYONE:
            return True
        case Access.SIGNED_IN:
            return viewer is not None and (viewer.is_coach or viewer.is_admin)
        case Access.COACH:
            return viewer is not None and viewer.is_coach
        case Access.ADMIN:
            return viewer is not None and viewer.is_admin
        case _:
            assert_never(access)


def scope_of(viewer: Viewer) -> QueueScope:
    """The drafts that they may be shown: of their teams, and those that are theirs."""
    if not viewer.is_coach:
        return QueueScope()
    return QueueScope(tuple(team.id for team in viewer.teams), viewer.person.id)


def sees(viewer: Viewer, review: Review) -> bool:
    """Whether that draft is theirs to read."""
    scope = scope_of(viewer)
    theirs = scope.coach is not None and review.coach_id == scope.coach
    return review.status not in HIDDEN and (theirs or review.team_id in scope.teams)


def review_for(store: ReadStore, viewer: Viewer, public_id: str) -> Review:
    """The draft of an alliance, for who may read it.

    Raises:
        Missing: there is none, or it is not theirs to read.
    """
    found = reviews.find(store, public_id)
    if found is None or not sees(viewer, found):
        raise Missing
    return found


def walk_for(store: ReadStore, viewer: Viewer, public_id: str) -> DeskWalk:
    """A walk that is filled in at the desk, for whoever may go on with it.

    Raises:
        Missing: there is none, or it is another team's; what leaders walk themselves is theirs.
    """
    found = desk_walks.find(store, scope_of(viewer), public_id)
    if found is None:
        raise Missing
    return found


def copy_for(store: ReadStore, viewer: Viewer, public_id: str) -> WorkingCopy:
    """A working copy of a flow: any admin may go on with any.

    Raises:
        Missing: there is none, or they are no admin.
    """
    found = working_copies.find(store, public_id) if viewer.is_admin else None
    if found is None:
        raise Missing
    return found
