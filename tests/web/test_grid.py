"""The grid and the strength: saved as they grow, never over what another did."""

from __future__ import annotations

import pytest

from charter.verdict import GridState, Support, Verdict
from storage.repositories import readings, reviews
from storage.repositories.readings import GridMark
from tests.web.browser import Browser
from tests.web.reading import audited, colleague, reading_of, take
from tests.web.world import World

GRID, READING = "/drafts/potagers/grid", "/drafts/potagers/reading"


def marks(world: World) -> dict[str, GridMark]:
    return world.database.read(lambda s: readings.marks(s, reviews.load(s, "potagers")))


def test_ten_criteria_are_marked_in_four_states(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    page = coach.get("/drafts/potagers").text
    assert (10, 10) == (page.count('<fieldset class="criterion'), page.count('value="partly"'))
    filled = {"state.need": "solid", "state.life": "to_work_on", "note.life": "Et si l’une part ?"}
    assert 303 == coach.send(GRID, filled).status_code
    found = marks(world)
    assert {"need": GridState.SOLID, "life": GridState.TO_WORK_ON} == {
        name: mark.state for name, mark in found.items()
    }
    assert "Et si l’une part ?" == found["life"].note
    assert {"criteria": 2} == dict(audited(world)[-1].details)


def test_only_what_was_touched_is_stored(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    coach.send(GRID, {"state.need": "solid"})
    assert 303 == other.send(GRID, {"state.life": "partly"}).status_code
    assert ["life", "need"] == sorted(marks(world))
    coach.get("/drafts/potagers")
    assert 303 == coach.send(GRID).status_code
    assert 1 == marks(world)["need"].version


def test_of_two_who_mark_a_criterion_the_second_sees_who_did(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    coach.send(GRID, {"state.need": "solid"})
    late = other.send(GRID, {"state.need": "to_work_on", "note.need": "Quel chiffre ?"})
    assert 409 == late.status_code
    for words in ("Someone marked the same criteria", "Inès", "Quel chiffre ?"):
        assert words in late.text
    assert GridState.SOLID is marks(world)["need"].state
    other.page = late
    assert 303 == other.send(GRID).status_code
    assert GridState.TO_WORK_ON is marks(world)["need"].state


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"note.need": "Sans état"}, "choose a state first"),
        ({"state.need": "excellent"}, "choose a state first"),
        ({"state.need": "solid", "note.need": "x" * 501}, "this one has 501"),
    ],
)
def test_a_mark_that_cannot_be_taken_says_why(
    quick: World, filled: dict[str, str], said: str
) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    refused = browser.send(GRID, filled | {"state.life": "partly"})
    assert 422 == refused.status_code
    assert said in refused.text
    assert {} == marks(quick), "all of it, or nothing"


def test_the_strength_and_the_supports_are_kept(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    fields = coach.form(READING).fields | {"strength": "Clair.", "supports": "lawyer"}
    assert 303 == coach.post(READING, fields).status_code
    found = reading_of(world)
    assert ("Clair.", (Support.LAWYER,)) == (found.strength, found.supports)
    page = coach.get("/drafts/potagers").text
    assert 'value="lawyer" checked' in page
    assert "Clair.</textarea>" in page


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_keeps_the_strength_that_is_being_typed(
    world: World, coach: Browser, verdict: Verdict
) -> None:
    world.draft()
    take(coach)
    fields = coach.form(READING).fields | {"strength": "Clair.", "supports": "lawyer"}
    where = f"/drafts/potagers/verdict?verdict={verdict}"
    for _ in range(2):
        led = coach.post(READING, fields | {"verdict": verdict})
        assert (303, where) == (led.status_code, led.headers["location"])
    found = reading_of(world)
    assert ("Clair.", (Support.LAWYER,), 1) == (found.strength, found.supports, found.version)
    assert "A strength: everything begins with it" not in coach.get(where).text


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_keeps_the_marks_that_were_not_saved(
    world: World, coach: Browser, verdict: Verdict
) -> None:
    world.draft()
    take(coach)
    filled = {"state.need": "solid", "note.need": "Bien vu", "verdict": verdict}
    assert 303 == coach.send(READING, filled).status_code
    found = marks(world)["need"]
    assert (GridState.SOLID, "Bien vu") == (found.state, found.note)


def test_the_button_of_the_grid_keeps_the_strength_and_the_supports(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    filled = {"state.need": "solid", "strength": "Clair.", "supports": "lawyer"}
    assert 303 == coach.send(GRID, filled).status_code
    found = reading_of(world)
    assert ("Clair.", (Support.LAWYER,)) == (found.strength, found.supports)


@pytest.mark.parametrize(
    ("button", "filled"),
    [(READING, {"note.life": "Sans état"}), (GRID, {"strength": "x" * 1_001})],
)
def test_what_cannot_be_taken_loses_nothing_of_the_rest(
    quick: World, button: str, filled: dict[str, str]
) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    typed = {"state.need": "partly", "strength": "Clair.", "supports": "network"} | filled
    refused = browser.send(button, typed)
    assert (422, {}, "") == (refused.status_code, marks(quick), reading_of(quick).strength)
    browser.page = refused
    shown = browser.form(READING).fields
    assert {name: shown.get(name) for name in typed} == typed


def test_a_verdict_on_a_strength_that_stands_writes_nothing(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    coach.send(READING, {"strength": "Clair."})
    before = (reading_of(world), audited(world))
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    assert 303 == other.send(READING, {"verdict": "ready"}).status_code
    assert before == (reading_of(world), audited(world))


def test_a_verdict_does_not_write_over_the_strength_of_another(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    coach.send(READING, {"strength": "Le public est clair."})
    filled = {"strength": "Le besoin est chiffré.", "verdict": "ready"}
    late = other.send(READING, filled)
    assert 409 == late.status_code
    assert "Le besoin est chiffré." in late.text
    assert "Le public est clair." == reading_of(world).strength


def test_what_was_saved_is_said_where_one_lands(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    coach.send(GRID, {"state.need": "solid", "state.life": "partly"})
    page = coach.get("/drafts/potagers").text
    assert "2 criteria of 10" in page[page.index('<section id="grid"') :]
    assert 1 == page.count("2 criteria of 10")
    coach.send(READING, {"strength": "Clair."})
    page = coach.get("/drafts/potagers").text
    assert "✓ Saved" in page[page.index('<section id="verdict"') :]


def test_a_strength_too_long_says_how_long_it_may_be(quick: World) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    refused = browser.send(READING, {"strength": "x" * 1_001})
    assert 422 == refused.status_code
    assert "at most 1000 characters; this one has 1001" in refused.text
    assert "x" * 1_001 in browser.get("/drafts/potagers").text


def test_of_two_who_write_the_strength_the_second_sees_the_first(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    coach.send(READING, {"strength": "Le public est clair."})
    late = other.send(READING, {"strength": "Le besoin est chiffré."})
    assert 409 == late.status_code
    for words in ("Le public est clair.", "Le besoin est chiffré.", "Inès"):
        assert words in late.text
    assert "Le public est clair." == reading_of(world).strength
    other.page = late
    assert 303 == other.send(READING).status_code
    assert "Le besoin est chiffré." == reading_of(world).strength
