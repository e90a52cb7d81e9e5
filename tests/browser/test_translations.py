"""An admin translates a working copy in a real Chromium: with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from charter.translating.lines import lines_of
from storage.repositories import revisions, working_copies
from tests.browser.serving import Served
from tests.browser.test_flows import looked_at
from tests.web.copies import copy_of


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_a_language_is_begun_translated_and_exchanged(
    served: Served, browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    live = served.world.database.read(lambda store: revisions.live(store, "alliance")).sources
    copy_of(served.world, live)
    context = await browser.new_context(java_script_enabled=scripts, locale="fr-FR")
    page = await context.new_page()
    await page.goto(await served.link(served.world.admin))
    await page.locator("main button").click()
    await page.goto(f"{served.root}/flows/copies/c1/translations/en")
    assert await page.get_by_text("Tout est traduit et à jour.").is_visible()
    await page.get_by_label("Deux lettres").fill("ar")
    await page.get_by_role("button", name="Commencer").click()
    found = {"begun": await looked_at(page, scripts=scripts)}
    await page.emulate_media(color_scheme="light")
    await translate(page, "تصميم تحالف")
    assert "rtl" == await direction(page)
    await page.goto(f"{served.root}/flows/copies/c1/translations/ar?show=missing")
    async with page.expect_download() as awaited:
        await page.get_by_role("link", name="Télécharger (.xlsx)").click()
    table = tmp_path / "ar.xlsx"
    await (await awaited.value).save_as(table)
    await page.get_by_label("Tableau traduit").set_input_files(table)
    await page.get_by_role("button", name="Envoyer").click()
    await page.get_by_role("heading", name="Ce qui a été pris du tableau").wait_for()
    found["sent"] = await looked_at(page, scripts=scripts)
    assert {} == {state: wrong for state, wrong in found.items() if wrong}
    copy = served.world.database.read(lambda store: working_copies.load(store, "c1"))
    said = {line.key: line.translation.said for line in lines_of(copy.files, "ar")}
    assert "تصميم تحالف" == said["flow.ar.yaml", "title"]


async def translate(page: Page, text: str) -> None:
    """The first text of the page, which is the title."""
    await page.locator(".pair textarea").first.fill(text)
    await page.get_by_role("button", name="Enregistrer").click()
    await page.locator(".flash").wait_for()


async def direction(page: Page) -> str:
    """How the first text that is translated reads."""
    await page.get_by_role("link", name="Tous").click()
    area = page.locator(".pair textarea").first
    await area.wait_for()
    return str(await area.evaluate("it => getComputedStyle(it).direction"))
