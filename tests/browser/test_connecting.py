"""A coach's first day: in by the operator's link, then by the links of their own chat."""

from __future__ import annotations

import re

from playwright.async_api import Browser

from tests.browser.serving import Served
from tests.harness.telegram import Leader

DEEP = re.compile(r"^https://t\.me/\w+\?start=(desk-[\w-]{43})$")
LINK = re.compile(r"http://127\.0\.0\.1:\d+/sign-in/[\w-]+")


async def test_a_chat_is_connected_and_gives_links_to_the_desk(
    served: Served, browser: Browser
) -> None:
    page = await (await browser.new_context(locale="fr-FR")).new_page()
    await page.goto(await served.link(served.world.coach))
    await page.locator("main button").click()
    await page.goto(f"{served.root}/account")
    await page.get_by_role("button", name="Relier une conversation").click()
    address = await page.get_by_role("link", name="Ouvrir Telegram").get_attribute("href")
    deep = DEEP.fullmatch(address or "")
    assert deep is not None
    chat = Leader(served.server)
    chat.starts(deep[1])
    await chat.sees("maintenant reliée", seconds=20)
    chat.types("/desk")
    message = await chat.sees("dans les dix minutes", seconds=20)
    (link,) = LINK.findall(message.text)
    await page.goto(f"{served.root}/account")
    assert "Une conversation Telegram est reliée" in await page.locator("main").inner_text()
    other = await (await browser.new_context(locale="en-GB")).new_page()
    await other.goto(link)
    await other.get_by_role("button", name="Sign in").click()
    await other.wait_for_url(f"{served.root}/drafts")
    assert "Inès" in await other.locator("header").inner_text()
    assert [] == served.server.breaches
