"""What is done to one person of the desk, inside its transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import CommandError, UnknownValue
from cli.exits import Exit
from cli.talking import now
from flows.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.models.person import Role
    from storage.repositories.people import Person
    from storage.repositories.teams import Team
    from storage.stores import WriteStore

__all__ = [
    "LinkMade",
    "PersonId",
    "RoleOption",
    "TeamOption",
    "changed",
    "invited",
    "joined",
    "known_role",
    "linked",
    "placed",
    "team_made",
]

PersonId = Annotated[
    int, typer.Argument(help="Number, as « people list » shows it.", metavar="PERSON")
]
TeamOption = Annotated[
    str, typer.Option("--team", metavar="ID", help="As « people teams » shows it.")
]
RoleOption = Annotated[str, typer.Option("--role", help="coach or admin.")]
#: of a team: short enough for the links that bring leaders
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")


class NotForThem(CommandError):
    """Person {person} is {role}: only coaches and admins come to the desk. See « alliance people
    role ».
    """

    exit = Exit.NO


class NotATeamId(CommandError):
    """« {id} » is no id of a team: up to 30 small letters, digits, _ and -."""


class TeamExists(CommandError):
    """There is a team {id} already."""

    exit = Exit.NOT_WRITTEN


@dataclass(frozen=True, slots=True)
class LinkMade:
    person: int
    link: str
    expires_at: datetime


def known_role(name: str) -> Role:
    """Raises UnknownValue."""
    from storage.models.person import Role

    known = [str(role) for role in Role]
    if name not in known:
        near = nearest(name, known) or ""
        raise UnknownValue(option="The role", value=name, near=near, known=", ".join(known))
    return Role(name)


def invited(
    store: WriteStore, role: Role, name: str, team_ids: Iterable[str] | None, desk: str
) -> LinkMade:
    """Somebody new, in these teams, with a link."""
    from flows.wording.clean import clean
    from storage.models.person import Role
    from storage.repositories import audit, people, teams

    moment = now()
    person = people.create(store, name=clean(name), role=role, now=moment)
    _only_of_the_desk(person)
    common = (teams.COMMON,) if role is Role.COACH else ()
    for each in common if team_ids is None else team_ids:
        teams.join(store, teams.load(store, each), person.id)
    audit.record(store, "desk:invite", noun="person", key=str(person.id), by=None, now=moment)
    return linked(store, person.id, desk)


def linked(store: WriteStore, person_id: int, desk: str) -> LinkMade:
    """A link for somebody who may come to the desk."""
    from storage.repositories import people, sign_in

    _only_of_the_desk(people.load(store, person_id))
    token, moment = token_urlsafe(32), now()
    sign_in.add(store, token, person_id=person_id, now=moment)
    return LinkMade(person_id, f"{desk}/sign-in/{token}", moment + sign_in.LASTS)


def changed(store: WriteStore, person_id: int, role: Role) -> Person:
    """Who is no coach and no admin any more, is so at once."""
    from storage.models.person import Role
    from storage.repositories import audit, desk_sessions, people, teams

    people.change_role(store, person_id, role)
    if role not in {Role.COACH, Role.ADMIN}:
        for team in teams.of_coach(store, person_id):
            teams.leave(store, team, person_id)
        desk_sessions.end(store, person_id, None, now=now())
    key, told = str(person_id), {"role": str(role)}
    audit.record(store, "person:role", noun="person", key=key, by=None, now=now(), details=told)
    return people.load(store, person_id)


def joined(store: WriteStore, person_id: int, team_id: str) -> None:
    from storage.repositories import people, teams

    _only_of_the_desk(people.load(store, person_id))
    teams.join(store, teams.load(store, team_id), person_id)


def placed(store: WriteStore, person_id: int, team_id: str, coach_id: int | None) -> None:
    from storage.repositories import people, teams

    people.load(store, person_id)
    if coach_id is not None:
        _only_of_the_desk(people.load(store, coach_id))
    where = teams.Placement(teams.load(store, team_id).id, coach_id)
    teams.place(store, person_id, where)


def team_made(store: WriteStore, team_id: str, name: str) -> Team:
    from flows.wording.clean import clean
    from storage.repositories import teams

    if not IDENTIFIER.fullmatch(team_id):
        raise NotATeamId(id=team_id)
    if any(team.public_id == team_id for team in teams.everyone(store)):
        raise TeamExists(id=team_id)
    return teams.create(store, public_id=team_id, name=clean(name), now=now())


def _only_of_the_desk(person: Person) -> None:
    from storage.models.person import Role

    if person.role not in {Role.COACH, Role.ADMIN}:
        raise NotForThem(person=person.id, role=person.role)
