"""People and teams as commands print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.output import console, print_json, print_table, printable, say, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.models.person import Role
    from storage.repositories.people import Person
    from storage.repositories.teams import Team
    from storage.stores import ReadStore

__all__ = ["ListedPerson", "ListedTeam", "all_teams", "listed", "print_people", "print_teams"]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    person: Person
    teams: tuple[Team, ...]
    chats: int


@dataclass(frozen=True, slots=True)
class ListedTeam:
    team: Team
    members: tuple[Person, ...]


def listed(
    store: ReadStore, roles: Iterable[Role], limit: int, before: int | None
) -> Sequence[ListedPerson]:
    from storage.repositories import connecting, people, teams

    return [
        ListedPerson(
            person, teams.of_coach(store, person.id), connecting.chats_of(store, person.id)
        )
        for person in people.with_roles(store, roles, limit=limit, before_id=before)
    ]


def all_teams(store: ReadStore) -> Sequence[ListedTeam]:
    from storage.repositories import teams

    found = teams.everyone(store)
    return [ListedTeam(team, teams.members(store, team.id)) for team in found]


def print_people(found: Sequence[ListedPerson], *, as_json: bool) -> None:
    if as_json:
        print_json({"people": [_person(each) for each in found]})
        return
    if not found:
        say("Nobody: « alliance people invite » makes the first coach.")
        return
    rows = table("person", "role", "name", "teams", "chats")
    for each in found:
        names = ", ".join(team.public_id for team in each.teams)
        name = printable(each.person.name)
        rows.add_row(str(each.person.id), str(each.person.role), name, names, str(each.chats))
    print_table(rows, console())


def print_teams(found: Sequence[ListedTeam], *, as_json: bool) -> None:
    if as_json:
        print_json({"teams": [_team(each) for each in found]})
        return
    rows = table("id", "name", "members")
    for each in found:
        members = ", ".join(f"{person.name} ({person.id})" for person in each.members)
        rows.add_row(each.team.public_id, printable(each.team.name), printable(members))
    print_table(rows, console())


def _person(each: ListedPerson) -> dict[str, object]:
    return {
        "id": each.person.id,
        "role": str(each.person.role),
        "name": each.person.name,
        "teams": [team.public_id for team in each.teams],
        "chats": each.chats,
    }


def _team(each: ListedTeam) -> dict[str, object]:
    members = [{"id": person.id, "name": person.name} for person in each.members]
    return {"id": each.team.public_id, "name": each.team.name, "members": members}
