"""A draft that came back from a coach, and its leader in their chat."""

from __future__ import annotations

from datetime import timedelta

from bot.phrases import phrases_in
from charter.remark import Anchor, AnchorKind, RemarkState
from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.repositories import awaited_words, contacts, remarks
from storage.repositories.awaited_words import AwaitedWords
from storage.stores import ReadStore
from tests.bot.telegram.chatting import AWA, Chats

__all__ = ["CLAUSE", "VISION", "Back", "said"]

SAY = phrases_in("fr")
VISION, CLAUSE = Anchor(AnchorKind.ANSWER, "vision"), Anchor(AnchorKind.CLAUSE, "C5")


def said(key: str) -> str:
    """The phrase, up to what is filled in."""
    words = SAY.say(key).partition("{")[0]
    return words.replace("\u00a0", " ").replace("\u202f", " ")


class Back:
    """A draft that came back with some remarks."""

    def __init__(self, chats: Chats, *anchors: Anchor, verdict: Verdict = Verdict.REVISE) -> None:
        self.chats, self.desk = chats, chats.coach()
        self.alliance = chats.walks_to_the_end()
        chats.says("/submit")
        self.answers(*anchors, verdict=verdict)

    def answers(self, *anchors: Anchor, verdict: Verdict = Verdict.REVISE) -> None:
        """The coach reads what was sent, and sends it back."""
        self.desk.now = self.chats.now
        self.desk.takes(self.alliance)
        for number, anchor in enumerate(anchors):
            self.desk.remarks(self.alliance, f"Remarque {number} sur {anchor.key}", anchor)
        self.desk.decides(self.alliance, verdict)
        self.chats.passes(self.chats.now + timedelta(minutes=2))

    def does(self, verb: str, number: int = 0) -> str:
        return self.chats.says(f"/remarks {verb} {self.desk.made[number].public_id}")

    @property
    def states(self) -> list[RemarkState]:
        names = [made.public_id for made in self.desk.made]
        return self.chats.database.read(
            lambda store: [remarks.load(store, name).state for name in names]
        )

    @property
    def awaited(self) -> AwaitedWords | None:
        def read(store: ReadStore) -> AwaitedWords | None:
            contact = contacts.find(store, "telegram", AWA)
            return None if contact is None else awaited_words.find(store, contact)

        return self.chats.database.read(read)

    def status(self) -> ReviewStatus:
        return self.desk.review(self.alliance).status
