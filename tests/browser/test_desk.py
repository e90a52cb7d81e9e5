"""The desk in a real Chromium, over HTTP."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.browser.checking import barriers, overflow
from tests.browser.serving import Served
from web.access import Access
from web.pages import pages

#: pages that can be opened without naming anything
PLAIN = [
    page.path
    for page in pages().values()
    if page.show and "{" not in page.path and page.access is not Access.ADMIN
]
SIGNED_IN = [path for path in PLAIN if path not in {"/sign-in", "/drafts.csv"}]
#: and those of one draft
OF_THE_DRAFT = [
    page.path.replace("{alliance}", "potagers")
    for page in pages().values()
    if page.show and "{" not in page.path.replace("{alliance}", "")
    if page.access is Access.COACH and "{alliance}" in page.path and page.name != "verdict"
]


async def come_in(served: Served, context: BrowserContext) -> Page:
    """By a link, as a coach does."""
    page = await context.new_page()
    await page.goto(await served.link(served.world.coach))
    await page.locator("main button").click()
    await page.wait_for_url(f"{served.root}/drafts")
    return page


async def test_a_coach_comes_in_by_a_link_and_goes_out(served: Served, browser: Browser) -> None:
    context = await browser.new_context(locale="fr-FR")
    page = await come_in(served, context)
    assert "Inès" in await page.locator("header").inner_text()
    (session,) = [each for each in await context.cookies() if "session" in str(each["name"])]
    assert (True, "Lax") == (session["httpOnly"], session["sameSite"])
    await page.get_by_role("button", name="Sortir").click()
    await page.wait_for_url(f"{served.root}/sign-in")
    assert "session est fermée" in await page.locator("main").inner_text()
    await page.goto(f"{served.root}/account")
    assert page.url == f"{served.root}/sign-in"


async def test_a_link_opens_in_one_browser_only(served: Served, browser: Browser) -> None:
    link = await served.link(served.world.coach)
    first, second = [await (await browser.new_context()).new_page() for _ in range(2)]
    await first.goto(link)
    refused = await second.goto(link)
    assert refused is not None
    assert 403 == refused.status
    await first.locator("main button").click()
    await first.wait_for_url(f"{served.root}/drafts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_puts_up_a_barrier(served: Served, browser: Browser, scheme: str) -> None:
    context = await browser.new_context(
        locale="fr-FR", color_scheme="dark" if scheme == "dark" else "light"
    )
    outside = await context.new_page()
    found = {}
    for path in ("/sign-in", "/sign-in/unknown", "/nowhere"):
        await outside.goto(served.root + path)
        found[path] = await barriers(outside)
    page = await come_in(served, context)
    for path in (*SIGNED_IN, *OF_THE_DRAFT):
        await page.goto(served.root + path)
        found[path] = await barriers(page)
    assert {} == {path: wrong for path, wrong in found.items() if wrong}


async def test_every_page_works_without_scripts(served: Served, browser: Browser) -> None:
    context = await browser.new_context(java_script_enabled=False, locale="en-GB")
    page = await come_in(served, context)
    for path in (*SIGNED_IN, *OF_THE_DRAFT):
        answer = await page.goto(served.root + path)
        assert answer is not None
        assert (200, 1) == (answer.status, await page.locator("h1").count()), path
    await page.goto(f"{served.root}/account")
    await page.get_by_role("button", name="Français").click()
    assert "Mon compte" in await page.locator("h1").inner_text()
    assert page.url == f"{served.root}/account"


async def test_no_page_is_wider_than_a_small_telephone(served: Served, browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    page = await come_in(served, context)
    wide = {}
    for path in (*SIGNED_IN, *OF_THE_DRAFT, "/nowhere"):
        await page.goto(served.root + path)
        wide[path] = await overflow(page)
    assert {} == {path: pixels for path, pixels in wide.items() if pixels}


async def test_nothing_on_a_page_is_blocked_by_its_own_policy(
    served: Served, browser: Browser
) -> None:
    context = await browser.new_context(locale="fr-FR")
    page = await come_in(served, context)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in (*SIGNED_IN, *OF_THE_DRAFT):
        await page.goto(served.root + path)
    assert [] == said
