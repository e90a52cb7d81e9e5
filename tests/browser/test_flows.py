"""An admin changes the questions in a real Chromium: with scripts and without, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests.browser.checking import barriers, overflow
from tests.browser.serving import Served
from tests.web.copies import edited, live_of, publish_small

REWORDED = edited("Voulez-vous une alliance", "La voulez-vous, cette alliance")["flow.yaml"]
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_an_admin_sends_a_file_tries_it_and_publishes(
    served: Served, browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    publish_small(served.world)
    context = await browser.new_context(
        java_script_enabled=scripts, locale="fr-FR", reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.goto(await served.link(served.world.admin))
    await page.locator("main button").click()
    await page.wait_for_url(f"{served.root}/flows")
    found = {"flows": await looked_at(page, scripts=scripts)}
    (tmp_path / "flow.yaml").write_text(REWORDED, encoding="utf-8")
    await send_file(page, tmp_path / "flow.yaml")
    assert "La voulez-vous, cette alliance" in await page.locator("#changes").inner_text()
    found["copy"] = await looked_at(page, scripts=scripts)
    await page.get_by_role("button", name="Tout essayer").click()
    await page.get_by_text("2 histoires rejouées").wait_for(timeout=30_000)
    found["tried"] = await looked_at(page, scripts=scripts)
    await page.get_by_label("Note").fill("Mieux dit")
    await page.get_by_role("button", name="Publier ces questions").click()
    await page.wait_for_url(f"{served.root}/flows/revisions/3?count=1")
    assert "La révision 3 est en ligne" in await page.locator(".flash").inner_text()
    found["published"] = await looked_at(page, scripts=scripts)
    await page.goto(f"{served.root}/flows/revisions/2")
    found["going back"] = await looked_at(page, scripts=scripts)
    assert {} == {state: wrong for state, wrong in found.items() if wrong}
    assert (3, "Mieux dit") == live_of(served.world)


async def send_file(page: Page, path: Path) -> None:
    """As the fold offers it."""
    fold = page.locator("#upload")
    if await fold.get_attribute("open") is None:
        await fold.locator("summary").click()
    await fold.get_by_label("Titre").fill("Plus court")
    await fold.get_by_label("Fichiers").set_input_files(path)
    await fold.get_by_role("button", name="Envoyer").click()
    await page.locator("#changes").wait_for()


async def looked_at(page: Page, *, scripts: bool) -> list[str]:
    """What is wrong with it, everything unfolded, wide and light, narrow and dark; looking needs
    scripts.
    """
    if not scripts:
        return []
    await page.evaluate(UNFOLD)
    found = []
    for width, dark in ((1280, False), (360, True)):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme="dark" if dark else "light")
        wide = await overflow(page)
        found += [*await barriers(page), *([f"{wide} pixels too wide"] if wide else [])]
    return found
