"""Teams of coaches, and where the drafts of each leader go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.errors import NoSuchRow
from storage.models.person import PersonRow
from storage.models.team import COMMON, PlacementRow, TeamMemberRow, TeamRow
from storage.repositories.people import Person

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "COMMON",
    "Placement",
    "Team",
    "create",
    "everyone",
    "join",
    "leave",
    "load",
    "members",
    "of_coach",
    "place",
    "placement",
]


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    public_id: str
    #: empty for the common one
    name: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the drafts of a leader go."""

    team_id: int
    #: none while it is for the whole team
    coach_id: int | None = None


TEAMS = select(TeamRow.id, TeamRow.public_id, TeamRow.name)


def create(store: WriteStore, *, public_id: str, name: str, now: datetime) -> Team:
    """A new team, without coaches."""
    statement = insert(TeamRow).values(public_id=public_id, name=name, created_at=now)
    key = store.connection.execute(statement.returning(TeamRow.id)).scalar_one()
    return Team(key, public_id, name)


def load(store: ReadStore, public_id: str) -> Team:
    """The team. Raises NoSuchRow."""
    row = store.connection.execute(TEAMS.where(TeamRow.public_id == public_id)).one_or_none()
    if row is None:
        raise NoSuchRow(noun="team", key=public_id)
    return Team(*row)


def everyone(store: ReadStore) -> tuple[Team, ...]:
    """Every team, the common one first."""
    return tuple(Team(*row) for row in store.connection.execute(TEAMS.order_by(TeamRow.id)))


def of_coach(store: ReadStore, person_id: int) -> tuple[Team, ...]:
    """The teams that they are in."""
    statement = (
        TEAMS.join(TeamMemberRow, TeamMemberRow.team_id == TeamRow.id)
        .where(TeamMemberRow.person_id == person_id)
        .order_by(TeamRow.id)
    )
    return tuple(Team(*row) for row in store.connection.execute(statement))


def members(store: ReadStore, team_id: int) -> tuple[Person, ...]:
    """The coaches of a team, by name."""
    statement = (
        select(PersonRow.id, PersonRow.role, PersonRow.name)
        .join(TeamMemberRow, TeamMemberRow.person_id == PersonRow.id)
        .where(TeamMemberRow.team_id == team_id)
        .order_by(PersonRow.name, PersonRow.id)
    )
    return tuple(Person(*row) for row in store.connection.execute(statement))


def join(store: WriteStore, team: Team, person_id: int) -> None:
    """Make that coach one of the team; nothing when they are."""
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    row = {"team_id": team.id, "person_id": person_id}
    store.connection.execute(insert(TeamMemberRow).values(row).on_conflict_do_nothing())


def leave(store: WriteStore, team: Team, person_id: int) -> None:
    """They are not in the team any more."""
    store.connection.execute(
        delete(TeamMemberRow).where(
            TeamMemberRow.team_id == team.id, TeamMemberRow.person_id == person_id
        )
    )


def placement(store: ReadStore, person_id: int) -> Placement:
    """Where the drafts of that leader go: to the common team, unless they were placed."""
    statement = select(PlacementRow.team_id, PlacementRow.coach_id).where(
        PlacementRow.person_id == person_id
    )
    row = store.connection.execute(statement).one_or_none()
    return Placement(load(store, COMMON).id) if row is None else Placement(*row)


def place(store: WriteStore, person_id: int, placement: Placement) -> None:
    """From now on, what they send goes there."""
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    where = {"team_id": placement.team_id, "coach_id": placement.coach_id}
    store.connection.execute(
        insert(PlacementRow)
        .values(person_id=person_id, **where)
        .on_conflict_do_update(index_elements=["person_id"], set_=where)
    )
