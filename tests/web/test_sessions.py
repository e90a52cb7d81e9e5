"""Sessions: how long they last, who ends them, and what a cookie is worth."""

from __future__ import annotations

import pytest

from storage.models.person import Role
from storage.repositories import desk_sessions, people
from tests.web.browser import Browser
from tests.web.world import World

COOKIE = "__Host-session"


def test_a_session_ends_after_twelve_hours_without_a_page(world: World, coach: Browser) -> None:
    for _ in range(3):
        world.later(hours=11)
        assert 200 == coach.get("/account").status_code
    world.later(hours=12)
    assert "/sign-in" == coach.get("/account").headers["location"]


def test_a_session_ends_after_fourteen_days_however_busy(world: World, coach: Browser) -> None:
    for _ in range(33):
        world.later(hours=10)
        assert 200 == coach.get("/account").status_code
    world.later(hours=6)
    assert 303 == coach.get("/account").status_code


def test_who_signs_out_is_out(coach: Browser) -> None:
    kept = coach.client.cookies[COOKIE]
    coach.get("/account")
    assert "/sign-in" == coach.send("/sign-out").headers["location"]
    assert COOKIE not in coach.client.cookies
    coach.client.cookies.set(COOKIE, kept)
    assert 303 == coach.get("/account").status_code
    assert "signed out" in coach.get("/sign-in").text


def test_a_browser_is_signed_out_from_another_one(world: World, coach: Browser) -> None:
    other = Browser(world).sign_in(world.coach)
    other.client.headers["User-Agent"] = "Chrome (Windows)"
    page = coach.get("/account")
    assert 2 == page.text.count("Firefox, Linux</strong>")
    found = world.database.read(
        lambda s: desk_sessions.open_of(
            s, world.coach.id, now=world.now, seen_after=world.now.replace(year=2020)
        )
    )
    theirs = str(found[0].id)
    done = coach.send("/account/browsers", {"session": theirs})
    assert 303 == done.status_code
    assert 303 == other.get("/account").status_code
    assert "It is signed out." in coach.get("/account").text
    assert "It is signed out." not in coach.get("/account").text


def test_all_browsers_are_signed_out_at_once(world: World, coach: Browser) -> None:
    other = Browser(world).sign_in(world.coach)
    coach.get("/account")
    coach.send("/account/browsers", {"session": "all"})
    assert [303, 303] == [each.get("/account").status_code for each in (coach, other)]


@pytest.mark.parametrize("number", ["0", "999", "-1", "x", "9" * 30, "", "1; --"])
def test_nobody_s_session_cannot_be_ended(world: World, coach: Browser, number: str) -> None:
    coach.get("/account")
    assert 404 == coach.send("/account/browsers", {"session": number}).status_code


def test_another_person_s_session_cannot_be_ended(world: World, coach: Browser) -> None:
    Browser(world).sign_in(world.stranger)
    moment = world.now.replace(year=2020)
    (theirs,) = world.database.read(
        lambda s: desk_sessions.open_of(s, world.stranger.id, now=world.now, seen_after=moment)
    )
    coach.get("/account")
    assert 404 == coach.send("/account/browsers", {"session": str(theirs.id)}).status_code


def test_a_forged_cookie_opens_nothing(world: World, coach: Browser) -> None:
    whole = coach.client.cookies[COOKIE]
    key, _, code = whole.rpartition(".")
    other = Browser(world).sign_in(world.admin).client.cookies[COOKIE]
    theirs = other.rpartition(".")[2]
    forged = (
        *(key, code, f"{key}.", f".{code}", f"{key}.{code[:-1]}", whole[1:], whole[:-4]),
        *(f"{key}.{theirs}", f"{key}x.{code}", whole * 20, "%00", "..", "é", ""),
    )
    for cookie in forged:
        answer = coach.client.get("/account", headers={b"Cookie": f"{COOKIE}={cookie}".encode()})
        assert (303, "/sign-in") == (answer.status_code, answer.headers["location"]), cookie


def test_a_value_signed_for_something_else_is_no_session(world: World, coach: Browser) -> None:
    key = coach.client.cookies[COOKIE].rpartition(".")[0]
    for purpose in ("said", "wanted", "csrf"):
        browser = Browser(world)
        browser.client.cookies.set(COOKIE, world.desk.seal.sign(purpose, key))
        assert 303 == browser.get("/account").status_code


def test_the_cookie_is_out_of_reach(world: World, nobody: Browser) -> None:
    nobody.get(nobody.link(world.coach))
    told = nobody.send("").headers.get_list("set-cookie")
    (session,) = [each for each in told if each.startswith(f"{COOKIE}=")]
    parts = set(session.split("; ")[1:])
    assert {"Path=/", "HttpOnly", "SameSite=Lax", "Secure"} <= parts
    assert not any(part.startswith("Domain") for part in parts)


def test_a_role_that_is_taken_away_is_so_at_once(world: World, coach: Browser) -> None:
    assert 200 == coach.get("/account").status_code
    world.database.write(lambda s: people.change_role(s, world.coach.id, Role.LEADER))
    refused = coach.get("/account")
    assert 403 == refused.status_code
    assert "not for you" in refused.text
