"""`alliance people`: coaches, admins, their teams, and the links by which they come."""

from __future__ import annotations

import json
import re

import pytest

from cli.exits import Exit
from storage.database import Database
from storage.models.person import Role
from storage.repositories import people, sign_in, teams
from tests.cli.conftest import NOW, Call

LINK = re.compile(r"^http://127\.0\.0\.1:8080/sign-in/([\w-]{43})$", re.MULTILINE)


@pytest.fixture
def ready(alliance: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    for name in ("DESK_URL", "BIND"):
        monkeypatch.delenv(name, raising=False)
    alliance("db", "upgrade")
    return alliance


def leader() -> int:
    with Database.open("sqlite:///alliance.db") as database:
        return database.write(lambda s: people.create(s, name="Léa", role=Role.LEADER, now=NOW)).id


def test_a_coach_is_invited_into_the_common_team_by_a_link(ready: Call) -> None:
    told = ready("people", "invite", "--role", "coach", "--name", "Inès")
    assert Exit.FINE == told.exit_code
    (token,) = LINK.findall(told.stdout)
    with Database.open("sqlite:///alliance.db") as database:
        link = database.read(lambda s: sign_in.find(s, token))
    assert link is not None
    listed = json.loads(ready("people", "list", "--json").stdout)["people"]
    expected = {"id": link.person_id, "role": "coach", "name": "Inès", "teams": ["common"]}
    assert [expected | {"chats": 0}] == listed


def test_an_admin_reads_nothing_unless_in_a_team(ready: Call) -> None:
    ready("people", "invite", "--role", "admin", "--name", "Maud")
    ready("people", "teams", "--new", "nord", "--name", "Équipe du Nord")
    ready("people", "invite", "--role", "admin", "--name", "Paul", "--team", "nord")
    listed = json.loads(ready("people", "list", "--json").stdout)["people"]
    assert [("Paul", ["nord"]), ("Maud", [])] == [(one["name"], one["teams"]) for one in listed]
    found = json.loads(ready("people", "teams", "--json").stdout)["teams"]
    assert ["common", "nord"] == [team["id"] for team in found]
    assert "Équipe du Nord" in ready("people", "teams").stdout


def test_members_come_and_go(ready: Call) -> None:
    ready("people", "invite", "--role", "coach", "--name", "Inès")
    ready("people", "teams", "--new", "nord")
    ready("people", "join", 1, "--team", "nord")
    assert "common, nord" in ready("people", "list").stdout
    ready("people", "leave", 1, "--team", "common")
    assert "common" not in ready("people", "list").stdout


def test_a_new_link_is_given_to_who_lost_theirs(ready: Call) -> None:
    first = ready("people", "invite", "--role", "coach", "--name", "Inès", "--json").stdout
    again = json.loads(ready("people", "link", 1, "--json").stdout)
    assert {"person", "link", "expires_at"} == again.keys()
    assert json.loads(first)["link"] != again["link"]


def test_links_lead_where_the_desk_is_reached(ready: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_URL", "https://desk.example.org")
    told = ready("people", "invite", "--role", "coach", "--name", "Inès").stdout
    assert "https://desk.example.org/sign-in/" in told
    monkeypatch.delenv("DESK_URL")
    monkeypatch.setenv("BIND", "0.0.0.0:8080")
    refused = ready("people", "link", 1)
    assert Exit.UNREADABLE == refused.exit_code
    assert "DESK_URL" in refused.stderr


def test_a_leader_gets_no_link_until_they_coach(ready: Call) -> None:
    person = leader()
    refused = ready("people", "link", person)
    assert (Exit.NO, True) == (refused.exit_code, "is leader" in refused.stderr)
    assert "now coach" in ready("people", "role", person, "coach").stdout
    assert LINK.search(ready("people", "link", person).stdout)
    ready("people", "join", person, "--team", "common")
    ready("people", "role", person, "leader")
    assert "Nobody" in ready("people", "list").stdout
    assert "Léa" in ready("people", "list", "--role", "leader").stdout


def test_the_drafts_of_a_leader_are_placed(ready: Call) -> None:
    person = leader()
    ready("people", "invite", "--role", "coach", "--name", "Inès")
    ready("people", "teams", "--new", "nord")
    coach = json.loads(ready("people", "list", "--json").stdout)["people"][0]["id"]
    assert Exit.FINE == ready("people", "place", person, "--team", "nord").exit_code
    placed = ready("people", "place", person, "--team", "nord", "--coach", coach)
    assert f"coach {coach}" in placed.stdout
    with Database.open("sqlite:///alliance.db") as database:
        found = database.read(lambda s: teams.placement(s, person))
    assert coach == found.coach_id
    refused = ready("people", "place", person, "--team", "nord", "--coach", person)
    assert Exit.NO == refused.exit_code


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["invite", "--role", "leader", "--name", "x"], Exit.NO, "only coaches"),
        (["invite", "--role", "coac", "--name", "x"], Exit.UNREADABLE, "Did you mean coach"),
        (["invite", "--role", "coach", "--name", "x", "--team", "sud"], Exit.NOT_FOUND, "team sud"),
        (["link", "99"], Exit.NOT_FOUND, "no person 99"),
        (["role", "99", "coach"], Exit.NOT_FOUND, "no person 99"),
        (["join", "99", "--team", "common"], Exit.NOT_FOUND, "no person 99"),
        (["teams", "--new", "Le Nord"], Exit.UNREADABLE, "small letters"),
        (["teams", "--new", "common"], Exit.NOT_WRITTEN, "already"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is(
    ready: Call, arguments: list[str], code: Exit, said: str
) -> None:
    refused = ready("people", *arguments)
    assert (code, True) == (refused.exit_code, said in refused.stderr), refused.stderr
    assert [] == json.loads(ready("people", "list", "--json").stdout)["people"]
