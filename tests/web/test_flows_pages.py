"""The page of all questions: what is live, working copies begun, and who lands there."""

from __future__ import annotations

import pytest

from storage.repositories import revisions, teams, working_copies
from tests.web.browser import Browser
from tests.web.world import World


@pytest.fixture
def admin(quick: World) -> Browser:
    return Browser(quick).sign_in(quick.admin)


def test_an_admin_who_coaches_nobody_lands_on_the_questions(quick: World, admin: Browser) -> None:
    assert "/flows" == admin.get("/").headers["location"]
    assert '<a href="/flows" aria-current="page">' in admin.get("/flows").text
    quick.database.write(lambda s: teams.join(s, teams.load(s, "nord"), quick.admin.id))
    assert "/drafts" == admin.get("/").headers["location"]


def test_a_working_copy_begins_with_the_files_that_are_live(quick: World, admin: Browser) -> None:
    admin.get("/flows")
    begun = admin.send("/flows/copies", {"title": " Budget "})
    (listed,) = quick.database.read(working_copies.listing)
    assert (303, f"/flows/copies/{listed.public_id}") == (
        *(begun.status_code, begun.headers["location"]),
    )
    copy, live = quick.database.read(
        lambda s: (
            working_copies.load(s, listed.public_id),
            revisions.live(s, "alliance"),
        )
    )
    assert ("Budget", live.number, live.sources, quick.admin.id) == (
        *(copy.title, copy.based_on, copy.sources, copy.author_id),
    )
    page = admin.get(begun.headers["location"]).text
    assert "<h1>Budget</h1>" in page
    assert "Budget" in admin.get("/flows").text


@pytest.mark.parametrize("title", ["", "  ", "x" * 121])
def test_a_working_copy_needs_a_title(quick: World, admin: Browser, title: str) -> None:
    admin.get("/flows")
    refused = admin.send("/flows/copies", {"title": title})
    assert 422 == refused.status_code
    assert "Give it a title, of 120 characters at most." in refused.text
    assert () == quick.database.read(working_copies.listing)
