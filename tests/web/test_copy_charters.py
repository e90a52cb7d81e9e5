"""An admin sees what a working copy makes of charters, and never whose they are."""

from __future__ import annotations

import pytest

from storage.repositories import golden_charters, reviews, revisions, working_copies
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.world import World

PATH = "/flows/copies/mine/charters"


@pytest.fixture
def admin(world: World) -> Browser:
    return Browser(world).sign_in(world.admin)


def copied(world: World, before: str = "", after: str = "") -> None:
    """A working copy of what is live, with other words in its charter, and without stories."""

    def begin(store: WriteStore) -> None:
        live = revisions.live(store, "alliance")
        charter = live.sources["charter.yaml"]
        assert before in charter
        sources = {**live.sources, "charter.yaml": charter.replace(before, after, 1)}
        working_copies.begin(
            store,
            "alliance",
            sources,
            public_id="mine",
            based_on=live.number,
            author_id=world.admin.id,
            title="Essai",
            now=world.now,
        )

    world.database.write(begin)


def agreed(world: World, name: str = "potagers") -> int:
    alliance = world.draft(name).alliance_id
    person = world.database.read(lambda s: reviews.find(s, name))
    assert person is not None
    by = world.coach.id
    world.database.write(lambda s: golden_charters.agree(s, alliance, by=by, now=world.now))
    return alliance


def test_changes_are_shown_under_other_names(world: World, admin: Browser) -> None:
    alliance = agreed(world)
    copied(world, "Cette charte est proposée par", "Nous sommes")
    shown = admin.get(PATH).text
    assert "Charter 1" in shown
    assert "Association A" in shown
    assert "<ins>" in shown
    golden = shown[shown.index("Charter 1") :]
    for name in ("Potagers d’Arc", "Repas Solidaires", "Léa"):
        assert name not in golden
    back = world.database.write(
        lambda s: golden_charters.take_back(s, alliance, by=world.coach.id, now=world.now)
    )
    assert back
    assert "Charter 1" not in admin.get(PATH).text


def test_nothing_changes_where_nothing_was_changed(world: World, admin: Browser) -> None:
    agreed(world)
    copied(world)
    assert "No charter changes." in admin.get(PATH).text


def test_a_draft_with_errors_is_tried_on_nothing(world: World, admin: Browser) -> None:
    copied(world, "clauses:", "clausesx:")
    assert "mend them" in admin.get(PATH).text
