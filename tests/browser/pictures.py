"""Makes the pictures of the desk for the documents: `python -m tests.browser.pictures FOLDER`."""

from __future__ import annotations

import asyncio
import socket
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, Page

from charter.review import ReviewAct
from charter.verdict import Verdict
from flows.run import Answer
from storage.repositories import readings, reviews, runs
from storage.stores import WriteStore
from tests.browser import chromium
from tests.browser.serving import Served, serving
from tests.web.world import World, sent

#: by alliance: the story that its leader tells, and the days that it has waited
DRAFTS = {
    "potagers": ("potagers", 0),
    "riviere": ("cap_riviere", 2),
    "mains": ("mains_qui_parlent", 4),
    "banc": ("banc_public", 6),
    "allotments": ("allotments", 9),
}
STRENGTH = "Le besoin est vu de près : qui, où, combien, et comment on le sait."
REMARKS = (
    ("C6", "Un an pour 60 familles : qui tient le compte, et dans quel fichier ?"),
    ("C8", "Qui paie les heures de coordination si le référent change ?"),
)
REVISED = "60 familles de Firminy cuisinent les légumes du jardin toute l’année"


async def make(folder: Path) -> None:
    """The queue, a draft that is being read, and two versions compared."""
    path = chromium.found()
    if path is None:
        sys.exit(chromium.ABSENT)
    with tempfile.TemporaryDirectory() as temporary:
        address = f"sqlite:///{temporary}/alliance.db"
        async with (
            serving(Path(temporary), address, free_port()) as served,
            chromium.opened(path) as browser,
        ):
            fill(served.world)
            await shoot(served, browser, folder)


def fill(world: World) -> None:
    now = world.now
    for name, (story, days) in DRAFTS.items():
        if name != "potagers":  # the desk of the tests has it already
            world.now = now - timedelta(days=days, hours=days)
            world.draft(name, story=story)
    world.now = now


async def shoot(served: Served, browser: Browser, folder: Path) -> None:
    context = await browser.new_context(
        locale="fr-FR", viewport={"width": 1200, "height": 860}, device_scale_factor=1
    )
    page = await context.new_page()
    await page.goto(await served.link(served.world.coach))
    await page.locator("main button").click()
    for name in ("banc", "potagers"):
        await page.goto(f"{served.root}/drafts/{name}")
        await page.get_by_role("button", name="Prendre cette charte").click()
    await page.goto(f"{served.root}/drafts")
    await page.screenshot(path=folder / "desk-queue.png")
    await remark(page, f"{served.root}/drafts/potagers")
    await page.goto(f"{served.root}/drafts/potagers#clause-C2")
    await page.screenshot(path=folder / "desk-draft.png")
    await page.locator("article.remark").first.evaluate("it => it.scrollIntoView()")
    await page.evaluate("window.scrollBy(0, -420)")
    await page.screenshot(path=folder / "desk-remark.png")
    served.world.database.write(lambda store: come_back(store, served.world))
    await page.goto(f"{served.root}/drafts/potagers/compare")
    await page.screenshot(path=folder / "desk-compare.png")
    await page.set_viewport_size({"width": 390, "height": 760})
    await page.goto(f"{served.root}/drafts/potagers#clause-C2")
    await page.screenshot(path=folder / "desk-phone.png")


async def remark(page: Page, draft: str) -> None:
    for clause, text in REMARKS:
        await page.goto(f"{draft}?under={clause}#form-{clause}")
        form = page.locator("details.add[open] form")
        await form.locator("textarea").fill(text)
        await form.get_by_role("button", name="Ajouter").click()
        await page.locator("article.remark", has_text=text).wait_for()


def come_back(store: WriteStore, world: World) -> None:
    """The coach asked to look at it again, and its leader has sent it again."""
    review = reviews.load(store, "potagers")
    begun = readings.load(store, review)
    read = readings.save(store, begun, strength=STRENGTH, supports=(), by=world.coach.id)
    readings.decide(store, read, Verdict.REVISE, by=world.coach.id, now=world.now)
    act = ReviewAct.REQUEST_CHANGES
    reviews.act(store, review, act, now=world.now, coach_id=world.coach.id)
    stored = runs.load(store, "run-potagers")
    answers = {**stored.run.answers, "vision": Answer(REVISED)}
    changed = runs.save(
        store, stored, replace(stored.run, answers=answers), [], by=None, now=world.now
    )
    sent(store, world, changed, by=world.coach.id)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(make(Path(sys.argv[1])))
