"""A draft read, remarked and decided in a real Chromium: with scripts and without."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from tests.browser.checking import barriers, overflow
from tests.browser.serving import Served
from tests.browser.test_desk import come_in

UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"

#: each link of the answers, brought under the line and then reached: which of them stay under it
COVERED = """() => {
  const line = document.querySelector(".along");
  const covered = [];
  const links = [...document.querySelectorAll(".answers a")];
  for (const link of links) {
    document.activeElement.blur();
    window.scrollTo(0, window.scrollY + link.getBoundingClientRect().top - 5);
    link.focus();
    const under = link.getBoundingClientRect().top < line.getBoundingClientRect().bottom;
    if (under) covered.push(link.getAttribute("href"));
  }
  return {tried: links.length > 10, covered};
}"""


async def took(served: Served, page: Page) -> None:
    """From the queue, by its button."""
    await page.goto(f"{served.root}/drafts")
    await page.get_by_role("button", name="Prendre : ").first.click()
    await page.wait_for_url(f"{served.root}/drafts/potagers")
    assert "C’est à vous" in await page.locator(".flash").inner_text()


async def remarked(page: Page, text: str) -> None:
    """Under the second article, beginning with a question that is ready."""
    form = page.locator("#form-C2")
    await form.locator("summary").click()
    await form.get_by_role("button", name="À qui manque quoi").click()
    area = page.locator("#form-C2-text")
    assert (await area.input_value()).startswith("À qui manque quoi")
    await area.fill(text)
    await page.locator("#form-C2").get_by_label("À revoir").check()
    await page.locator("#form-C2").get_by_label("C’est une priorité").check()
    await page.locator("#form-C2").get_by_role("button", name="Ajouter la remarque").click()
    await page.locator("article.remark", has_text=text).wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
async def test_a_coach_takes_remarks_and_decides(
    served: Served, browser: Browser, *, scripts: bool
) -> None:
    context = await browser.new_context(java_script_enabled=scripts, locale="fr-FR")
    page = await come_in(served, context)
    await took(served, page)
    await remarked(page, "Qui l’a dit, et quand ?")
    made = page.locator("article.remark:has([role=status])")
    assert "La remarque est ajoutée" in await made.inner_text()
    assert await made.evaluate("each => each === document.activeElement")
    grid = page.locator("fieldset.criterion").first
    await grid.get_by_label("En partie").check()
    await page.get_by_role("button", name="Enregistrer la grille").click()
    assert await page.locator("fieldset.criterion").first.get_by_label("En partie").is_checked()
    told = await page.locator("#grid [role=status]").inner_text()
    assert told.endswith("1 critère sur 10")
    await page.locator("fieldset.criterion").last.get_by_label("Solide").check()
    await page.get_by_label("Un point fort, dit en premier").fill("Le besoin est chiffré.")
    await page.get_by_role("button", name="Revoir deux ou trois points").click()
    letter = await page.locator(".letter").inner_text()
    assert letter.index("Le besoin est chiffré.") < letter.index("Qui l’a dit, et quand")
    await page.get_by_role("link", name="Revenir").first.click()
    assert await page.locator("fieldset.criterion").last.get_by_label("Solide").is_checked()
    await page.go_back()
    await page.get_by_role("button", name="Envoyer cet avis").click()
    await page.wait_for_url(f"{served.root}/drafts/potagers")
    assert "À revoir par le responsable" in await page.locator("main").inner_text()


async def test_what_is_typed_is_there_after_the_browser_closed(
    served: Served, browser: Browser
) -> None:
    context = await browser.new_context(locale="fr-FR")
    page = await come_in(served, context)
    await took(served, page)
    await page.locator("#form-C2 summary").click()
    await page.locator("#form-C2-text").press_sequentially("Une phrase commencée")
    await page.locator("#form-C2 output").get_by_text("Brouillon gardé").wait_for()
    await page.close()
    again = await context.new_page()
    await again.goto(f"{served.root}/drafts/potagers")
    assert "Une phrase commencée" == await again.locator("#form-C2-text").input_value()
    assert await again.locator("#form-C2").evaluate("each => each.open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_a_draft_in_hand_puts_up_no_barrier_and_fits(
    served: Served, browser: Browser, scheme: str, width: int
) -> None:
    context = await browser.new_context(
        locale="fr-FR",
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = await come_in(served, context)
    await took(served, page)
    await remarked(page, "Qui l’a dit, et quand ?")
    found = {"in hand": await looked_at(page)}
    await page.locator("#form-whole-text").fill("x" * 2_001)
    await page.locator("#form-whole").get_by_role("button", name="Ajouter la remarque").click()
    await page.locator("[role=alert]").wait_for()
    found["refused"] = await looked_at(page)
    for verdict in ("ready", "revise", "redo"):
        await page.goto(f"{served.root}/drafts/potagers/verdict?verdict={verdict}")
        found[verdict] = await looked_at(page)
    await page.goto(f"{served.root}/fill-in")
    await page.get_by_label("Nom du responsable").fill("Odile Roche")
    await page.get_by_role("button", name="Commencer").click()
    found["filling in"] = await looked_at(page)
    await page.get_by_role("button", name="Noter et continuer").click()
    await page.locator("[role=alert]").wait_for()
    found["filling in, refused"] = await looked_at(page)
    assert {} == {state: wrong for state, wrong in found.items() if wrong}


@pytest.mark.parametrize("width", [360, 1280])
async def test_the_line_that_stays_in_view_covers_nothing_that_is_reached(
    served: Served, browser: Browser, width: int
) -> None:
    context = await browser.new_context(locale="fr-FR", viewport={"width": width, "height": 800})
    page = await come_in(served, context)
    await took(served, page)
    await page.evaluate(UNFOLD)
    covered = await page.evaluate(COVERED)
    assert {"tried": True, "covered": []} == covered


async def looked_at(page: Page) -> list[str]:
    """What is wrong with it, everything unfolded, from its top: further down, the line that stays
    in view lies over whatever passes below it.
    """
    await page.evaluate(UNFOLD)
    await page.evaluate("window.scrollTo(0, 0)")
    wide = await overflow(page)
    return [*await barriers(page), *([f"{wide} pixels too wide"] if wide else [])]
