"""The revisions of the questions, and going back to an older one."""

from __future__ import annotations

import pytest

from tests.web.browser import Browser
from tests.web.copies import acts, live_of, publish_small
from tests.web.world import World


@pytest.fixture
def admin(world: World) -> Browser:
    publish_small(world)
    return Browser(world).sign_in(world.admin)


def test_going_back_needs_a_note_and_a_word(world: World, admin: Browser) -> None:
    page = admin.get("/flows/revisions/1").text
    assert "Go back to revision 1" in page
    for fields in ({"note": "", "sure": "yes"}, {"note": "Retour"}):
        refused = admin.send("/flows/revisions/1/live", fields)
        assert 422 == refused.status_code
        admin.get("/flows/revisions/1")
    done = admin.send("/flows/revisions/1/live", {"note": "Retour", "sure": "yes"})
    assert 303 == done.status_code
    assert (1, "Retour") == live_of(world)
    assert "flow:go_back" == acts(world)[0]


@pytest.mark.parametrize("number", ["9", "0", "x", "1234567"])
def test_there_is_no_such_revision(world: World, admin: Browser, number: str) -> None:
    assert 404 == admin.get(f"/flows/revisions/{number}").status_code
    assert 404 == admin.get(f"/flows/revisions/{number}/files.zip").status_code
