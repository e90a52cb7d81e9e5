"""A leader with a charter and a coach, both in their chats, each step before a new process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.phrases import phrases_in
from charter.remark import Anchor, AnchorKind, Audience, RemarkState, Weight
from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.database import Database
from storage.guides import Guides
from storage.repositories import remarks
from storage.repositories.remarks import Remark
from tests.bot.telegram.coaching import AtDesk
from tests.bot.telegram.serving import serving
from tests.bot.telegram.walker import NOON
from tests.harness.telegram import FakeTelegram, Leader, Message

__all__ = ["AGAIN", "DESK", "SAY", "WAYS", "Loop", "heard"]

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

    def card(self, number: int) -> Message:
        """The first card of that number."""
        return next(it for it in self.leader.messages if f"Remarque {number} sur" in it.text)

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
