"""From the first sending to the approval: leader and coach, on both databases, in their chats."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.phrases import phrases_in
from charter.remark import Anchor, AnchorKind, Audience, RemarkState, Weight
from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.database import Database
from storage.guides import Guides
from storage.repositories import audit, remarks
from storage.repositories.remarks import Remark
from tests.bot.telegram.coaching import STRENGTH, AtDesk, at_its_end, becomes_coach, hurry
from tests.bot.telegram.serving import serving
from tests.bot.telegram.standing import begins
from tests.bot.telegram.walker import NOON
from tests.harness.telegram import FakeTelegram, Leader, Message, User

SAY = phrases_in("fr")
WAYS = {name: SAY.say(f"remarks.ways.{name}") for name in ("revise", "keep", "ask", "done")}
AGAIN = SAY.say("ways.submit_again")
#: what a coach may paste: markup, and marks that turn a line around
HOSTILE = "<b>Qui</b> & \u202equoi\u202c <script>alert(1)</script>"
DESK = "https://desk.alliance.test"
#: a moment of the night after
NIGHT = NOON + timedelta(hours=10)


@dataclass
class Loop:
    """A leader with a charter, and a coach."""

    server: FakeTelegram
    database: Database
    leader: Leader
    coach: Leader
    desk: AtDesk
    alliance: str = ""
    guides: Guides = field(default_factory=Guides)

    @asynccontextmanager
    async def served(self, at: datetime = NOON) -> AsyncIterator[None]:
        """A process that knows nothing but what the database holds."""
        guides = self.guides
        async with serving(self.server, self.database, at=at, guides=guides, desk=DESK):
            yield
            await self.server.settled()

    async def taps(
        self, label: str, shows: str, *, on: str = "", who: Leader | None = None
    ) -> Message:
        """One tap; the message that then comes, from a process that has just begun."""
        leader = who or self.leader
        before = leader.messages[-1].id
        under = next(it for it in reversed(leader.messages) if on in it.text) if on else None
        async with self.served():
            leader.taps(label, on=under)
            return await heard(leader, shows, before)

    async def says(self, text: str, shows: str, *, who: Leader | None = None) -> Message:
        """One text; the message that then comes."""
        leader = who or self.leader
        before = leader.messages[-1].id
        async with self.served():
            leader.types(text)
            return await heard(leader, shows, before)

    async def hears(self, *shows: str, who: Leader | None = None) -> None:
        """What comes unasked."""
        leader = who or self.leader
        before = leader.messages[-1].id if leader.messages else 0
        async with self.served():
            for words in shows:
                await heard(leader, words, before)

    def states(self) -> list[RemarkState]:
        review = self.desk.review(self.alliance)
        found = self.database.read(lambda store: remarks.of_review(store, review.id))
        return [each.state for each in found]

    def status(self) -> ReviewStatus:
        return self.desk.review(self.alliance).status

    def three_remarks(self) -> tuple[Remark, Remark, Remark]:
        """One on an answer, one on a clause that counts most, and one to take or leave; beside
        them what only coaches read.
        """
        answer, clause = Anchor(AnchorKind.ANSWER, "vision"), Anchor(AnchorKind.CLAUSE, "C5")
        desk, alliance = self.desk, self.alliance
        desk.remarks(alliance, "Secret de coachs", clause, audience=Audience.PRIVATE)
        return (
            desk.remarks(alliance, HOSTILE, answer),
            desk.remarks(alliance, "Que gagne-t-il ?", clause, priority=True),
            desk.remarks(alliance, "Relisez tout haut.", Anchor(), weight=Weight.SUGGESTION),
        )

    async def is_sent_back(self) -> None:
        """Sent, read, remarked on, and told."""
        await self.says("/submit", "envoyée (version 1)")
        self.desk.takes(self.alliance)
        self.three_remarks()
        self.desk.decides(self.alliance, Verdict.REVISE)
        await self.hears("Relisez tout haut.")


async def heard(leader: Leader, words: str, before: int) -> Message:
    """Which message says so, of those that came since."""

    def find() -> Message | None:
        new = (it for it in leader.messages if it.by_bot and it.id > before)
        return next((it for it in new if words in it.text), None)

    return await leader.waits(find, repr(words), seconds=5)


@pytest.fixture
async def loop(flowing: Database, fake_telegram: FakeTelegram) -> Loop:
    leader = Leader(fake_telegram, User.new("Awa"))
    coach = Leader(fake_telegram, User.new("Inès"))
    made = Loop(fake_telegram, flowing, leader, coach, becomes_coach(flowing, coach))
    async with made.served():
        coach.starts()
        await coach.sees("Vous êtes coach")
        await begins(leader)
    made.alliance = at_its_end(flowing, leader)
    return made


async def test_from_the_first_sending_to_the_files(loop: Loop) -> None:
    sent = await loop.says("/submit", "envoyée (version 1)")
    assert "moins d’une semaine" in sent.text
    assert "Un Temps pour Soi" == loop.desk.review(loop.alliance).title
    assert "peers" == loop.desk.review(loop.alliance).category
    hurry(loop.database, "notices")
    await loop.hears(f"{DESK}/drafts/{loop.alliance}", who=loop.coach)
    loop.desk.takes(loop.alliance)
    assert "Inès lit votre charte" in (await loop.says("/submit", "version 1")).text

    loop.three_remarks()
    loop.desk.decides(loop.alliance, Verdict.REVISE)
    await loop.hears(
        *(STRENGTH, "Remarque 1 sur 3", "<b>Qui</b> & quoi <script>"),
        "Remarque 3 sur 3 · à vous de voir",
    )
    assert [] == [it for it in loop.leader.messages if "Secret" in it.text]
    assert "Que gagne-t-il ?" in next(
        it.text for it in loop.leader.messages if "Remarque 1 sur 3" in it.text
    )

    asked = await loop.taps(WAYS["revise"], "qu’est-ce qui aura changé", on="<script>")
    assert "À Rodez, celles et ceux" in asked.text
    back = await loop.says("À Rodez, chaque aidant dort une nuit.", "Remarque 1 sur 3")
    assert SAY.say("remarks.revised") in loop.leader.messages[-2].text + back.text
    await loop.taps(WAYS["keep"], "pourquoi vous gardez", on="Remarque 1 sur 3")
    kept = await loop.says("C’est <i>lui</i> qui l’a dit.", SAY.say("remarks.kept"))
    assert SAY.say("remarks.all_settled") in loop.leader.messages[-1].text + kept.text
    await loop.taps(WAYS["ask"], "Écrivez votre question", on="Remarque 3 sur 3")
    await loop.says("Tout haut devant qui ?", SAY.say("remarks.asked"))

    hurry(loop.database, "notices")
    await loop.hears("Une question sur une remarque", who=loop.coach)
    shown = await loop.taps(
        SAY.say("notices.answer", title="Un Temps pour Soi"), "Tout haut devant", who=loop.coach
    )
    assert "Relisez tout haut." in shown.text + loop.coach.messages[-2].text
    await loop.says("Devant <vos> bénévoles.", SAY.say("coach.answer_sent"), who=loop.coach)
    await loop.hears("Devant <vos> bénévoles.")
    states = [RemarkState.OPEN, RemarkState.REVISED, RemarkState.KEPT, RemarkState.ANSWERED]
    assert states == loop.states()

    await loop.says("/remarks", "Devant <vos> bénévoles.")
    await loop.taps(AGAIN, "envoyée (version 2)")
    hurry(loop.database, "notices")
    await loop.hears("Une charte revue, de retour", who=loop.coach)
    loop.desk.takes(loop.alliance)
    loop.desk.decides(loop.alliance, Verdict.READY)
    await loop.hears("Bravo", "sans la mention", "Et maintenant")
    assert [] == [it for it in loop.leader.messages[-6:] if "Relisez" in it.text]
    names = [
        it.content["document"]["file_name"]
        for it in loop.leader.messages
        if "document" in it.content
    ]
    assert ["charte.pdf", "charte.docx", "charte.md"] == names
    acts = [
        *("review:submit", "remark:revise", "remark:keep", "remark:ask", "remark:answer"),
        "review:submit",
    ]
    entries = loop.database.read(lambda store: audit.about(store, "review", loop.alliance))
    assert acts == [entry.action for entry in reversed(entries)]
