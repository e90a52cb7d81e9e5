"""The whole loop with real parts: a leader in a chat, a coach in Chromium, one running product."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.phrases import phrases_in
from flows.replies import Skipped
from tests.bot.telegram.walker import Walker, played, turns
from tests.browser.serving import Served, serving
from tests.harness.telegram import Leader, Message, User

SAY = phrases_in("fr")
#: the shortest walk to a charter
STORY = "un_temps_pour_soi"
STRENGTH = "On voit ces aidants, et leur semaine."
REMARKS = ("Combien de personnes, au juste ?", "Que gagne votre partenaire ?", "Relisez tout haut.")
NEW_VISION = "À Rodez, chaque aidant souffle une demi-journée par semaine."
#: seconds: several processes, a browser, and a clock that is not ours
PATIENCE = 30


@pytest.fixture(params=["sqlite", "empty_postgresql"])
async def served(
    request: pytest.FixtureRequest, chromium_path: str, tmp_path: Path, unused_tcp_port: int
) -> AsyncIterator[Served]:
    """At an hour at which people may be written to, wherever the tests run."""
    address = request.getfixturevalue(request.param)
    hours = datetime.now(UTC).hour - 13
    async with serving(tmp_path, address, unused_tcp_port, TZ=f"Etc/GMT{hours:+d}") as found:
        yield found


@dataclass
class Chat:
    """The leader's side."""

    leader: Leader

    async def walks(self, served: Served) -> None:
        """To the end. Days are skipped: the story's lie behind those who run this later."""
        walker = Walker(self.leader, SAY, taps=True)
        self.leader.starts()
        for reply, prompt in turns(played(served.world.database, STORY)):
            is_day = prompt is not None and prompt.kind == "date"
            await walker.does(Skipped() if is_day else reply, prompt)
        await self.hears("/submit")

    async def hears(self, words: str, *, after: int = 0) -> Message:
        def find() -> Message | None:
            said = (it for it in self.leader.messages if it.by_bot and it.id > after)
            return next((it for it in said if words in it.text), None)

        return await self.leader.waits(find, f"« {words} »", seconds=PATIENCE)

    async def says(self, text: str, shows: str) -> Message:
        before = self.leader.messages[-1].id
        self.leader.types(text)
        return await self.hears(shows, after=before)

    async def taps(self, label: str, on: Message, shows: str) -> Message:
        before = self.leader.messages[-1].id
        self.leader.taps(label, on=on)
        return await self.hears(shows, after=before)

    def files(self) -> list[str]:
        found = (it.content.get("document", {}) for it in self.leader.messages)
        return [each["file_name"] for each in found if each]


async def comes_in(served: Served, browser: Browser) -> Page:
    context = await browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    await page.goto(await served.link(served.world.coach))
    await page.locator("main button").click()
    await page.wait_for_url(f"{served.root}/drafts")
    return page


async def remarks(page: Page) -> None:
    """One on an answer, one on its clause, one on the whole."""
    draft = page.url.partition("?")[0].partition("#")[0]
    vision = page.locator("li", has_text="À Rodez").first
    await vision.get_by_role("link", name="Ajouter une remarque").click()
    await add(page, REMARKS[0])
    clause = page.locator("details.add").first
    await clause.locator("summary").click()
    await add(page, REMARKS[1])
    await page.goto(f"{draft}?under=whole#form-whole")
    await page.locator("#form-whole input[value=suggestion]").check()
    await add(page, REMARKS[2])


async def add(page: Page, text: str) -> None:
    form = page.locator("details.add[open] form")
    await form.locator("textarea").fill(text)
    await form.get_by_role("button", name="Ajouter").click()
    await expect(page.locator("main")).to_contain_text(text)


async def decides(page: Page, verdict: str) -> None:
    await page.get_by_role("button", name=verdict).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(verdict)
    await page.get_by_role("button", name="Envoyer cet avis").click()
    await expect(page.locator("main")).to_contain_text("C’est envoyé")


@pytest.mark.timeout(300)
async def test_from_the_first_sending_to_the_files(served: Served, browser: Browser) -> None:
    chat = Chat(Leader(served.server, User.new(language="fr")))
    await chat.walks(served)
    await chat.says("/submit", "envoyée (version 1)")

    page = await comes_in(served, browser)
    await page.get_by_role("link", name="Un Temps pour Soi").click()
    await page.get_by_role("button", name="Prendre cette charte").click()
    await remarks(page)
    await page.locator("#strength").fill(STRENGTH)
    await decides(page, "Revoir deux ou trois points")

    first = await chat.hears("Remarque 1 sur 3")
    await chat.hears(STRENGTH)
    cards = [await chat.hears(text) for text in REMARKS]
    asked = await chat.taps(SAY.say("remarks.ways.revise"), cards[0], "qu’est-ce qui aura changé")
    assert "À Rodez" in asked.text
    await chat.says(NEW_VISION, SAY.say("remarks.revised"))
    await chat.taps(SAY.say("remarks.ways.keep"), cards[1], "pourquoi vous gardez")
    await chat.says("C’est dans l’article suivant.", SAY.say("remarks.all_settled"))
    await chat.taps(SAY.say("remarks.ways.ask"), cards[2], "Écrivez votre question")
    await chat.says("Tout haut devant qui ?", SAY.say("remarks.asked"))
    assert first.id <= min(card.id for card in cards)

    await page.reload()
    question = page.locator("article.remark", has_text="Tout haut devant qui ?")
    await question.locator("textarea").fill("Devant deux bénévoles.")
    await question.get_by_role("button").last.click()
    await chat.hears("Devant deux bénévoles.")
    await chat.says("/submit", "envoyée (version 2)")

    await page.goto(f"{served.root}/drafts")
    await page.get_by_role("link", name="Un Temps pour Soi").click()
    await page.get_by_role("button", name="Prendre cette charte").click()
    await page.get_by_role("link", name="Comparer les versions").click()
    await expect(page.locator("ins").first).to_contain_text("demi-journée")
    await expect(page.locator("del").first).to_be_visible()
    await page.get_by_role("link", name="La charte").click()
    await page.locator("#strength").fill("Tout se tient.")
    await page.locator("#verdict").get_by_role("button", name="Enregistrer").click()
    await decides(page, "Prête à discuter avec le partenaire")

    await chat.hears("Bravo")
    await chat.leader.waits(lambda: len(chat.files()) == 3 or None, "files", seconds=PATIENCE)
    assert ["charte.pdf", "charte.docx", "charte.md"] == chat.files()
    await served.server.settled()
    assert [] == served.server.breaches
