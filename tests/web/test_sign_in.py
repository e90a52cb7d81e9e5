"""Coming to the desk by a link: once, in time, in one browser."""

from __future__ import annotations

import pytest

from storage.models.person import Role
from storage.repositories import audit, people, sign_in
from tests.web.browser import Browser
from tests.web.world import World


def test_a_link_opens_the_desk_by_a_tap(world: World, nobody: Browser) -> None:
    shown = nobody.get(nobody.link(world.coach))
    assert "Hello Inès" in shown.text
    assert nobody.client.cookies.get("__Host-session") is None
    entered = nobody.send("")
    assert (303, "/") == (entered.status_code, entered.headers["location"])
    assert 200 == nobody.get("/account").status_code
    key = str(world.coach.id)
    (entry,) = world.database.read(lambda store: audit.about(store, "person", key))
    assert ("desk:sign_in", world.coach.id) == (entry.action, entry.by_person_id)


def test_a_link_that_served_serves_no_more(world: World, nobody: Browser) -> None:
    path = nobody.link(world.coach)
    nobody.get(path)
    form = nobody.form("")
    assert 303 == nobody.send("").status_code
    again = nobody.post(path, form.fields | {"csrf": token_of(nobody)})
    assert 403 == again.status_code
    assert "used already" in again.text
    assert "used already" in Browser(world).get(path).text


def test_a_link_is_over_after_ten_minutes(world: World, nobody: Browser) -> None:
    path = nobody.link(world.coach)
    nobody.get(path)
    world.later(minutes=10)
    assert "ten minutes old" in nobody.send("").text
    assert 403 == Browser(world).get(path).status_code


def test_a_newer_link_voids_the_older_one(world: World, nobody: Browser) -> None:
    older, newer = nobody.link(world.coach), nobody.link(world.coach)
    assert "newer one has replaced it" in nobody.get(older).text
    assert 200 == nobody.get(newer).status_code


def test_a_link_opens_only_in_the_browser_that_opened_it_first(
    world: World, nobody: Browser
) -> None:
    path, other = nobody.link(world.coach), Browser(world)
    nobody.get(path)
    assert "another browser" in other.get(path).text
    assert "another browser" in other.post(path, {"csrf": ""}).text
    assert 303 == nobody.send("").status_code


def test_what_looks_at_links_by_itself_neither_uses_nor_binds_them(
    world: World, nobody: Browser
) -> None:
    path = nobody.link(world.coach)
    for _ in range(3):
        preview = Browser(world).client.get(path)
        assert 200 == preview.status_code
    nobody.get(path)
    assert 303 == nobody.send("").status_code


def test_who_has_no_cookie_of_the_page_cannot_enter(world: World, nobody: Browser) -> None:
    path = nobody.link(world.coach)
    assert 403 == nobody.post(path, {"csrf": ""}).status_code
    assert 303 == nobody.get("/account").status_code


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 5000, "connect:x", "%00", "é"])
def test_a_link_that_we_never_gave_opens_nothing(world: World, nobody: Browser, token: str) -> None:
    refused = nobody.get(f"/sign-in/{token}")
    assert 403 == refused.status_code
    assert "opens nothing" in refused.text


def test_what_connects_a_chat_opens_no_desk(world: World, nobody: Browser) -> None:
    def offer(store: object) -> None:
        from storage.repositories import connecting  # noqa: PLC0415

        connecting.offer(store, "t" * 43, person_id=world.coach.id, now=world.now)  # type: ignore[arg-type]

    world.database.write(offer)
    for token in ("t" * 43, "connect:" + "t" * 43):
        assert 403 == nobody.get(f"/sign-in/{token}").status_code


def test_too_many_failed_tries_from_one_place_are_turned_away_for_an_hour(
    world: World, nobody: Browser
) -> None:
    for _ in range(30):
        assert 403 == nobody.get("/sign-in/" + "x" * 43).status_code
    path = nobody.link(world.coach)
    refused = nobody.get(path)
    assert (429, "3600") == (refused.status_code, refused.headers["retry-after"])
    assert 429 == nobody.post(path, {"csrf": ""}).status_code
    world.later(hours=1)
    assert 200 == nobody.get(nobody.link(world.coach)).status_code


def test_who_is_no_coach_any_more_does_not_come_in(world: World, nobody: Browser) -> None:
    path = nobody.link(world.coach)
    nobody.get(path)
    world.database.write(lambda s: people.change_role(s, world.coach.id, Role.LEADER))
    assert "opens nothing" in nobody.send("").text


def test_links_are_stored_by_their_digest(world: World, nobody: Browser) -> None:
    path = nobody.link(world.coach)
    token = path.removeprefix("/sign-in/")
    digest = sign_in.digest(token)
    assert 64 == len(digest)
    assert token not in digest
    found = world.database.read(lambda store: sign_in.find(store, token))
    assert found is not None


def test_they_are_led_where_they_wanted_to_go(world: World, nobody: Browser) -> None:
    assert "/sign-in" == nobody.get("/account").headers["location"]
    nobody.get(nobody.link(world.coach))
    assert "/account" == nobody.send("").headers["location"]


def test_who_is_signed_in_needs_no_link(coach: Browser) -> None:
    assert "/" == coach.get("/sign-in").headers["location"]


def test_another_link_in_the_same_browser_changes_who_is_there(
    world: World, coach: Browser
) -> None:
    before = coach.client.cookies["__Host-session"]
    coach.sign_in(world.admin)
    assert "Maud" in coach.get("/account").text
    other = Browser(world)
    other.client.cookies.set("__Host-session", before)
    assert 303 == other.get("/account").status_code


def token_of(browser: Browser) -> str:
    browser.get("/account")
    return browser.form("/sign-out").fields["csrf"]
