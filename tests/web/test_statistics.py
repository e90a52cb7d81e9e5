"""The page that says how the questions do, and its table."""

from __future__ import annotations

import csv
import io

import pytest

from flows.run import Place
from storage.models.run_event import RunEventKind
from storage.repositories import run_events, runs
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.world import World


@pytest.fixture
def admin(world: World) -> Browser:
    return Browser(world).sign_in(world.admin)


def helped(world: World, people: int, question: str = "organisation") -> None:
    """So many leaders sent a charter, and asked for help there."""

    def work(store: WriteStore) -> None:
        for number in range(people):
            stored = runs.load(store, f"run-{question}{number}")
            at = Place(question)
            run_events.note(store, stored, at, RunEventKind.HELPED, now=world.now)

    for number in range(people):
        world.draft(f"{question}{number}")
    world.database.write(work)


def table(admin: Browser, path: str = "/flows/statistics.csv") -> dict[str, dict[str, str]]:
    """By id of the question."""
    answer = admin.get(path)
    assert 200 == answer.status_code
    lines = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {line["Id"]: line for line in lines}


def test_numbers_are_rounded_down_and_few_people_are_not_spoken_of(
    world: World, admin: Browser
) -> None:
    helped(world, 6)
    helped(world, 4, "verb")
    shown = admin.get("/flows/statistics").text
    assert "<code>organisation</code>" in shown
    assert "fewer than five people" in shown
    found = table(admin)
    assert ("5", "5") == (
        found["organisation"]["Shown to"],
        found["organisation"]["Opened help"],
    )
    assert ("", "") == (found["verb"]["Shown to"], found["verb"]["Opened help"])


def test_the_hardest_comes_first_unless_the_order_of_the_walk_is_asked_for(
    world: World, admin: Browser
) -> None:
    helped(world, 5, "verb")

    def back(store: WriteStore) -> None:
        for number in range(5):
            stored = runs.load(store, f"run-verb{number}")
            run_events.note(store, stored, Place("verb"), RunEventKind.WENT_BACK, now=world.now)

    world.database.write(back)
    assert "verb" == next(iter(table(admin)))
    assert "verb" != next(iter(table(admin, "/flows/statistics.csv?order=walk")))


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("?since=2027-03-01&until=2027-03-01&language=fr&revision=1", "5"),
        ("?since=2027-03-02", ""),
        ("?until=2027-02-28", ""),
        ("?language=en", ""),
        ("?language=xx&since=soon&until=9999-12-31&category=none&revision=²", "5"),
    ],
)
def test_what_is_asked_for_is_what_is_counted(
    world: World, admin: Browser, query: str, people: str
) -> None:
    helped(world, 5)
    assert people == table(admin, f"/flows/statistics.csv{query}")["organisation"]["Shown to"]
    assert 200 == admin.get(f"/flows/statistics{query}").status_code


def test_a_revision_that_is_not_there_is_missing(admin: Browser) -> None:
    assert 404 == admin.get("/flows/statistics?revision=7").status_code


def test_how_far_people_come_is_told(world: World, admin: Browser) -> None:
    helped(world, 7)
    shown = " ".join(admin.get("/flows/statistics").text.split())
    assert "<dt>Sent to a coach</dt><dd>5</dd>" in shown
    assert '<dt>Charters ready</dt><dd><span class="few">' in shown
