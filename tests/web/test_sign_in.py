"""Coming to the desk by a link: once, in time, in one browser."""

from __future__ import annotations

from tests.web.browser import Browser
from tests.web.world import World


def test_a_link_opens_the_desk_by_a_tap(world: World, nobody: Browser) -> None:
    shown = nobody.get(nobody.link(world.coach))
    assert "Hello Inès" in shown.text
    entered = nobody.send("")
    assert (303, "/") == (entered.status_code, entered.headers["location"])
    assert 200 == nobody.get("/account").status_code


def test_a_draft_of_the_world_is_a_whole_one(world: World) -> None:
    review = world.draft()
    assert ("potagers", 1) == (review.public_id, review.number)
    assert review.title
    assert review.category
