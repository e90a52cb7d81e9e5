"""What is typed at the desk is not lost, whatever happens to the page or to the session."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from storage.repositories import typed_texts
from tests.web.browser import Browser
from tests.web.world import World


def typed(field: str, text: str) -> dict[str, str]:
    return {"typed.text": field, "text": text}


def kept(world: World, beginning: str = "potagers:") -> Mapping[str, str]:
    return world.database.read(lambda s: typed_texts.under(s, world.coach.id, beginning))


def tokens(browser: Browser) -> dict[str, str]:
    browser.get("/account")
    found = browser.form("/sign-out").fields
    return {name: found[name] for name in ("csrf", "once")}


def test_what_is_typed_is_kept_and_replaced(world: World, coach: Browser) -> None:
    token = tokens(coach)
    for text in ("Pour", "Pour qui\u00a0?"):
        answer = coach.post("/typed", token | typed("potagers:remark", text))
        assert (204, b"") == (answer.status_code, answer.content)
    assert {"potagers:remark": "Pour qui\u00a0?"} == kept(world)
    coach.post("/typed", token | typed("potagers:remark", ""))
    assert {} == kept(world)


def test_fields_of_one_draft_are_found_without_those_of_others(
    world: World, coach: Browser
) -> None:
    token = tokens(coach)
    for field in ("potagers:a", "potagers2:a", "potager:a", "potagers;a"):
        coach.post("/typed", token | typed(field, field))
    assert {"potagers:a": "potagers:a"} == kept(world)


def test_what_is_typed_is_its_person_s_alone(world: World, coach: Browser) -> None:
    coach.post("/typed", tokens(coach) | typed("potagers:a", "à moi"))
    other = world.database.read(lambda s: typed_texts.under(s, world.admin.id, "potagers:"))
    assert {} == other


@pytest.mark.parametrize(
    ("field", "text"),
    [("", "x"), ("f" * 201, "x"), ("potagers:a", "x" * 100_001)],
    ids=["no name", "a long name", "a long text"],
)
def test_what_cannot_be_kept_is_told(world: World, coach: Browser, field: str, text: str) -> None:
    assert 422 == coach.post("/typed", tokens(coach) | typed(field, text)).status_code
    assert {} == kept(world)


def test_fifty_thousand_letters_are_kept_to_the_last(world: World, coach: Browser) -> None:
    text = "é" * 49_999 + "."
    assert 204 == coach.post("/typed", tokens(coach) | typed("potagers:a", text)).status_code
    assert {"potagers:a": text} == kept(world)


def test_what_is_typed_is_cleaned(world: World, coach: Browser) -> None:
    text = "e\u0301te\u0301\x00\x1b[31m\u202e \ufeff\r\nsuite\u200b"
    coach.post("/typed", tokens(coach) | typed("potagers:a", text))
    assert {"potagers:a": "été[31m\nsuite"} == kept(world)


def test_a_session_that_ends_while_typing_loses_nothing(world: World, coach: Browser) -> None:
    token = tokens(coach)
    world.later(hours=13)
    answer = coach.post("/typed", token | typed("potagers:a", "presque fini"))
    assert (303, "/sign-in") == (answer.status_code, answer.headers["location"])
    assert {"potagers:a": "presque fini"} == kept(world)
    assert "Nothing is lost" in coach.get("/sign-in").text


def test_a_form_of_an_ended_session_is_kept_and_does_nothing_else(
    world: World, coach: Browser
) -> None:
    world.draft()
    token = tokens(coach)
    world.later(days=2)
    answer = coach.post("/drafts/potagers/take", token | typed("potagers:a", "mes mots"))
    assert "/sign-in" == answer.headers["location"]
    assert {"potagers:a": "mes mots"} == kept(world)
    coach.sign_in(world.coach)
    assert 200 == coach.get("/drafts/potagers").status_code


@pytest.mark.parametrize("end", ["signed out", "too long ago", "another's token"])
def test_only_a_session_that_is_over_by_itself_saves_and_for_a_week(
    world: World, coach: Browser, end: str
) -> None:
    token = tokens(coach)
    cookie = coach.client.cookies["__Host-session"]
    match end:
        case "signed out":
            coach.send("/sign-out")
        case "too long ago":
            world.later(days=8)
        case _:
            token["csrf"] = "0" * 64
            world.later(days=1)
    coach.client.cookies.set("__Host-session", cookie)
    coach.post("/typed", token | typed("potagers:a", "trop tard"))
    assert {} == kept(world)


def test_no_more_is_kept_of_one_person_than_they_can_type(quick: World) -> None:
    coach = Browser(quick).sign_in(quick.coach)
    token = tokens(coach)
    fields = [{f"typed.t{n}": f"potagers:{m}.{n}" for n in range(90)} for m in range(6)]
    texts = {f"t{n}": "x" for n in range(90)}
    statuses = [coach.post("/typed", token | each | texts).status_code for each in fields]
    assert [204] * 5 + [422] == statuses
    assert 500 == len(kept(quick))
