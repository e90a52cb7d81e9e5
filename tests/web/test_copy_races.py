"""Two admins at once: nobody overwrites another, and each is told kindly."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.models.person import Role
from storage.repositories import (
    working_copies,
)
from tests.web.browser import Browser
from tests.web.copies import acts, copy_of, edit, edited, green, live_of, publish_small
from tests.web.world import World, person

REWORDED = edited("Voulez-vous une alliance", "La voulez-vous, cette alliance")


@pytest.fixture
def admin(world: World) -> Browser:
    publish_small(world)
    return Browser(world).sign_in(world.admin)


def colleague(world: World) -> Browser:
    made = world.database.write(lambda store: person(store, "Omar", Role.ADMIN))
    return Browser(world).sign_in(made)


def test_what_somebody_changed_meanwhile_is_not_published(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    admin.get("/flows/copies/c1")
    shown, other = admin.page, colleague(world)
    edit(world, edited("Voulez-vous une alliance", "Voulez-vous cette alliance"))
    other.get("/flows/copies/c1")
    other.send("/flows/copies/c1/trial")
    world.desk.trials.join()
    admin.page = shown
    late = admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"})
    assert 409 == late.status_code
    for words in ("Someone changed this working copy", "Omar – tried it", "Mieux dit"):
        assert words in late.text
    assert (2, "Plus court") == live_of(world)


def test_of_two_admins_the_second_is_told_kindly(world: World, admin: Browser) -> None:
    other = colleague(world)
    copy_of(world, REWORDED)
    copy_of(world, edited("title: Un petit", "title: Un court"), "c2")
    green(world)
    green(world, "c2")
    admin.get("/flows/copies/c1")
    other.get("/flows/copies/c2")
    assert 303 == admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"}).status_code
    late = other.send("/flows/copies/c2/publish", {"note": "Plus court"})
    assert 409 == late.status_code
    for words in ("Revision 3 was published meanwhile", "Mieux dit", "Plus court"):
        assert words in late.text
    assert (3, "Mieux dit") == live_of(world)


def test_two_who_publish_at_once_leave_one_revision_live(world: World, admin: Browser) -> None:
    browsers = {"c1": admin, "c2": colleague(world)}
    copy_of(world, REWORDED)
    copy_of(world, edited("title: Un petit", "title: Un court"), "c2")
    for name, browser in browsers.items():
        green(world, name)
        browser.get(f"/flows/copies/{name}")
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(browser.send, f"/flows/copies/{name}/publish", {"note": name})
            for name, browser in browsers.items()
        ]
        statuses = sorted(each.result().status_code for each in sent)
    assert [303, 409] == statuses
    number, note = live_of(world)
    left = {each.public_id for each in world.database.read(working_copies.listing)}
    assert (3, {"c1", "c2"} - {note}) == (number, left)


def test_it_goes_on_from_what_was_published_meanwhile(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    copy_of(world, edited("title: Un petit", "title: Un court"), "c2")
    green(world, "c2")
    admin.get("/flows/copies/c2")
    admin.send("/flows/copies/c2/publish", {"note": "Un titre"})
    page = admin.get("/flows/copies/c1").text
    assert "Another revision was published" in page
    done = admin.send("/flows/copies/c1/rebase")
    assert 303 == done.status_code
    copy = world.database.read(lambda store: working_copies.load(store, "c1"))
    assert 3 == copy.based_on
    assert "title: Un court" in copy.sources["flow.yaml"]
    assert "La voulez-vous, cette" in copy.sources["flow.yaml"]
    assert "flow:rebase" == acts(world)[0]


def test_changes_that_meet_are_named_and_nothing_is_touched(world: World, admin: Browser) -> None:
    before = copy_of(world, REWORDED)
    copy_of(world, edited("Voulez-vous une alliance", "Vous la voulez"), "c2")
    green(world, "c2")
    admin.get("/flows/copies/c2")
    admin.send("/flows/copies/c2/publish", {"note": "Autrement"})
    admin.get("/flows/copies/c1")
    refused = admin.send("/flows/copies/c1/rebase")
    assert 409 == refused.status_code
    assert "meet at flow.yaml:" in refused.text
    assert before == world.database.read(lambda store: working_copies.load(store, "c1"))


def test_going_back_from_a_page_that_is_old_is_refused(world: World, admin: Browser) -> None:
    admin.get("/flows/revisions/1")
    shown = admin.page
    copy_of(world, REWORDED)
    green(world)
    admin.get("/flows/copies/c1")
    admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"})
    admin.page = shown
    late = admin.send("/flows/revisions/1/live", {"note": "Retour", "sure": "yes"})
    assert (409, (3, "Mieux dit")) == (late.status_code, live_of(world))
    assert "Another revision was published meanwhile" in late.text
