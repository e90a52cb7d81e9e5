"""How coaches come to the desk from their chat, and their chat to the desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from storage.models.person import Role
from storage.repositories import connecting, people, sign_in
from storage.repositories.people import Person
from tests.bot.commands.talk import Talk

LINK = re.compile(r"https://desk\.test/sign-in/(\S+)")


@pytest.fixture
def desk(talk: Talk) -> Talk:
    talk.conversation.desk = "https://desk.test"
    return talk


def coach(talk: Talk, role: Role = Role.COACH) -> Person:
    return talk.database.write(
        lambda store: people.create(store, name="Inès", role=role, now=talk.now)
    )


def offered(talk: Talk, person: Person, key: str = "t0") -> str:
    talk.database.write(
        lambda store: connecting.offer(store, key, person_id=person.id, now=talk.now)
    )
    return f"/start desk-{key}"


def owner(talk: Talk, by: str) -> Person:
    contact = talk.contact(by)
    assert contact is not None
    return talk.database.read(lambda store: people.load(store, contact.person_id))


@pytest.mark.parametrize("role", [Role.COACH, Role.ADMIN])
def test_a_chat_from_the_desk_becomes_the_coach_s_and_gets_links(desk: Talk, role: Role) -> None:
    person = coach(desk, role)
    assert "maintenant reliée" in desk.say(offered(desk, person), by="ines")
    assert person == owner(desk, "ines")
    assert () == desk.runs("ines")
    told = desk.say("/desk", by="ines")
    (token,) = LINK.findall(told)
    link = desk.database.read(lambda store: sign_in.find(store, token))
    assert link is not None
    assert (person.id, None, "") == (link.person_id, link.used_at, link.browser)


def test_a_link_in_the_chat_voids_the_one_before(desk: Talk) -> None:
    desk.say(offered(desk, coach(desk)), by="ines")
    first, second = (LINK.findall(desk.say("/desk", by="ines"))[0] for _ in range(2))
    found = desk.database.read(lambda store: sign_in.find(store, first))
    assert found is not None
    assert found.expires_at <= desk.now
    assert first != second


def test_a_chat_is_connected_once_in_time_and_by_the_whole_token(desk: Talk) -> None:
    person = coach(desk)
    address = offered(desk, person)
    assert "coupé en chemin" in desk.say(address[:-1], by="zoe")
    assert "maintenant reliée" in desk.say(address, by="ines")
    assert "coupé en chemin" in desk.say(address, by="zoe")
    late = offered(desk, person, "t1")
    desk.now += timedelta(minutes=11)
    assert "plus de dix minutes" in desk.say(late, by="zoe")
    assert owner(desk, "zoe").role is Role.LEADER
    again = offered(desk, person, "t2")
    assert "déjà reliée" in desk.say(again, by="ines")


def test_who_designs_an_alliance_in_a_chat_keeps_it(desk: Talk) -> None:
    desk.begin("Les Potagers")
    address = offered(desk, coach(desk))
    assert "reste" in desk.say(address)
    assert owner(desk, "lea").role is Role.LEADER
    assert "Les Potagers" in desk.say("/summary")


def test_a_leader_is_told_kindly_that_the_desk_is_for_coaches(desk: Talk) -> None:
    desk.begin("Les Potagers")
    told = desk.say("/desk")
    assert "vous n’en avez pas besoin" in told
    assert not LINK.search(told)


def test_without_a_desk_a_coach_is_told_so(talk: Talk) -> None:
    talk.say(offered(talk, coach(talk)), by="ines")
    assert "n’est pas ouvert" in talk.say("/desk", by="ines")


def test_of_who_the_chat_was_before_nothing_is_known(desk: Talk) -> None:
    desk.say(offered(desk, coach(desk)), by="ines")
    nobody = desk.database.read(lambda store: people.with_roles(store, [Role.LEADER], limit=9))
    assert [""] == [person.name for person in nobody]
