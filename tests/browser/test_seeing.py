"""How the questions do, and what becomes of charters, for who looks at it in a real Chromium."""

from __future__ import annotations

from playwright.async_api import Browser

from flows.run import Place
from storage.models.run_event import RunEventKind
from storage.repositories import golden_charters, revisions, run_events, runs, working_copies
from storage.stores import WriteStore
from tests.browser.checking import barriers, overflow
from tests.browser.serving import Served
from tests.web.world import World

PATHS = ("/flows/statistics", "/flows/copies/mine/charters")
PEOPLE = 6


def fill(world: World) -> None:
    """Some people stop at a question; one agreed that drafts are tried on their charter."""
    for number in range(PEOPLE):
        world.draft(f"draft{number}")

    def work(store: WriteStore) -> None:
        for number in range(PEOPLE):
            stored = runs.load(store, f"run-draft{number}")
            for kind in RunEventKind:
                run_events.note(store, stored, Place("organisation"), kind, now=world.now)
        by, stored = world.coach.id, runs.load(store, "run-draft0")
        golden_charters.agree(store, stored.alliance_id, by=by, now=world.now)
        live = revisions.live(store, "alliance")
        charter = live.sources["charter.yaml"].replace("Cette charte est proposée", "Proposée")
        working_copies.begin(
            store,
            "alliance",
            {**live.sources, "charter.yaml": charter},
            public_id="mine",
            based_on=live.number,
            author_id=world.admin.id,
            title="Essai",
            now=world.now,
        )

    world.database.write(work)


async def test_figures_and_charters_are_for_everybody(served: Served, browser: Browser) -> None:
    fill(served.world)
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, locale="fr-FR", color_scheme="dark"
    )
    page = await context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    await page.goto(await served.link(served.world.admin))
    await page.locator("main button").click()
    found = {}
    for path in PATHS:
        await page.goto(served.root + path)
        found[path] = [*await barriers(page), *([path] if await overflow(page) else [])]
    assert ({}, []) == ({path: wrong for path, wrong in found.items() if wrong}, said)
    await page.goto(f"{served.root}{PATHS[0]}")
    bar = page.get_by_role("img", name="Travail refait")
    assert await bar.count() > 1
    await page.get_by_label("Révision").select_option("1")
    await page.get_by_role("button", name="Afficher").click()
    assert "revision=1" in page.url
