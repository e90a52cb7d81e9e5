"""An admin writes a file in a real Chromium: with the editor, and in a plain text area."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Page, expect

from storage.repositories import working_copies
from tests.browser.serving import Served
from tests.browser.test_flows import looked_at
from tests.web.copies import SMALL, copy_of
from web.assets import asset

FLOW = "/flows/copies/c1/files/flow.yaml"
BUNDLED = asset("editor.js") is not None
#: lines of the small flow: a question, and one that a condition may be put on
READY, STEPS = (
    SMALL["flow.yaml"][: SMALL["flow.yaml"].index(f"id: {name}\n")].count("\n") + 1
    for name in ("ready", "steps")
)


async def comes_in(served: Served, context: BrowserContext) -> Page:
    page = await context.new_page()
    await page.goto(await served.link(served.world.admin))
    await page.locator("main button").click()
    await page.wait_for_url(f"{served.root}/flows")
    return page


def stored(served: Served) -> str:
    copy = served.world.database.read(lambda store: working_copies.load(store, "c1"))
    return copy.sources["flow.yaml"]


@pytest.mark.skipif(not BUNDLED, reason="set-up found no node, or no registry of npm")
async def test_an_admin_writes_with_issues_beside_the_lines_and_suggestions(
    served: Served, browser: Browser
) -> None:
    copy_of(served.world)
    context = await browser.new_context(locale="fr-FR", reduced_motion="reduce")
    page = await comes_in(served, context)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto(f"{served.root}{FLOW}?line={READY}")
    await expect(page.locator("#seen")).to_contain_text("Voulez-vous une alliance")
    await mistakes(page)
    await suggestions(page)
    await page.keyboard.press("Control+s")
    await expect(page.locator("output.told").first).to_contain_text("C’est enregistré")
    assert "when: {brings: {has: field}}\n" in stored(served)
    assert "required: true\n" in stored(served)
    found = await looked_at(page, scripts=True)
    await searched(page)
    await leaves(page, served)
    assert ([], []) == (found, said)


async def mistakes(page: Page) -> None:
    """Shown at the end of the line and under the text, and gone with it."""
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await page.keyboard.type("whyy: x")
    await expect(page.locator(".cm-line", has_text="whyy").locator(".cm-note")).to_be_visible()
    issue = page.locator("#issues li")
    await expect(issue).to_have_count(1)
    await expect(issue).to_contain_text(f"Ligne {READY + 1}")
    for _ in "whyy":
        if await page.locator(".cm-line", has_text="whyy").count():
            await page.keyboard.press("Control+z")
    await expect(issue).to_have_count(0)


async def suggestions(page: Page) -> None:
    """Keys from the format, ids from the files in hand."""
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await page.keyboard.type("requ")
    await takes(page, "required")
    await page.keyboard.type("tr")
    await takes(page, "true")
    await page.keyboard.press("Control+Home")
    for _ in range(STEPS + 1):
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await page.keyboard.type("when: {bri")
    await takes(page, "brings")
    await page.keyboard.type("{has: fie")
    await takes(page, "field")
    await page.keyboard.type("}}")


async def takes(page: Page, label: str) -> None:
    offered = page.locator(".cm-tooltip-autocomplete li[aria-selected]")
    await expect(offered).to_contain_text(label)
    # The editor takes no suggestion in the instant in which it appears.
    await page.wait_for_timeout(100)
    await page.keyboard.press("Enter")
    await expect(offered).to_have_count(0)


async def searched(page: Page) -> None:
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.locator(".cm-content").focus()
    await page.keyboard.press("Control+f")
    field = page.locator(".cm-search [name=search]")
    await expect(field).to_have_attribute("placeholder", "Chercher")
    await field.press_sequentially("alliance")
    await expect(page.locator(".cm-searchMatch").first).to_be_visible()
    await page.keyboard.press("Escape")


async def leaves(page: Page, served: Served) -> None:
    """Out of the text by the keyboard; out of the page only after a word about what is unsaved."""
    asked: list[str] = []

    async def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    page.on("dialog", answer)
    await page.locator(".cm-content").focus()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Tab")
    assert not await page.locator(".cm-content").evaluate("each => document.activeElement === each")
    await page.locator(".cm-content").focus()
    async with page.expect_response("**/typed"):
        await page.keyboard.type("#")
    await expect(page.locator("output.told").first).to_contain_text("Brouillon gardé")
    await page.goto(f"{served.root}/flows")
    assert ["beforeunload"] == asked
    await page.goto(f"{served.root}{FLOW}")
    await expect(page.locator("main")).to_contain_text("n’est pas encore enregistré")


async def test_an_admin_writes_in_a_plain_text_area(served: Served, browser: Browser) -> None:
    copy_of(served.world)
    context = await browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = await comes_in(served, context)
    await page.goto(f"{served.root}{FLOW}?line={READY}")
    assert "Voulez-vous une alliance" in await page.locator("#seen").inner_text()
    wrong = SMALL["flow.yaml"].replace("kind: yes_no", "kind: yesno", 1)
    area = page.get_by_label("Texte de flow.yaml")
    assert SMALL["flow.yaml"] == await area.input_value()
    await area.fill(wrong)
    await page.get_by_role("button", name="Enregistrer").click()
    await page.locator(".flash").wait_for()
    assert wrong == stored(served)
    issue = page.locator("#issues li").first
    assert "yesno" in await issue.inner_text()
    await issue.get_by_role("link").click()
    assert f"line={READY + 1}#text" in page.url
