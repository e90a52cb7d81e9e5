"""What came from Telegram given to a talk: a button, a text, a text in reply, a changed text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.telegram.acquaintance import inbound_of
from bot.channels.telegram.keyboard import ticked_in
from bot.channels.telegram.keys import Keys
from bot.channels.telegram.reading import From, Other, SentFile, Tap, Text
from bot.channels.telegram.sending import CHANNEL
from bot.channels.telegram.ticks import Ticks
from bot.copies import is_flow_file
from bot.messages import Inbound
from bot.talk import Outcome, Talk
from bot.touch import Touch
from flows.run import Place
from storage.repositories import contacts, outbox

if TYPE_CHECKING:
    from bot.channels.telegram.payloads import Payload
    from storage.stores import WriteStore

__all__ = ["Hearing"]


@dataclass(frozen=True, slots=True)
class Hearing:
    """For one bot. What was sent stands in our database, wherever the talk has its own."""

    keys: Keys
    ticks: Ticks
    timezone: str
    #: whether files of questions are made working copies
    takes_files: bool = False

    def heard(
        self, received: Tap | Text | Other, talk: Talk, *, ours: WriteStore, within: WriteStore
    ) -> Outcome:
        """What comes of it, in the database where the talk is."""
        match received:
            case Tap():
                return self._tapped(received, talk, within)
            case Text(edited=True):
                return self._corrected(received, talk, ours, within)
            case Text():
                return self._typed(received, talk, ours, within)
            case Other(file=SentFile(name=name)) if self.takes_files and is_flow_file(name):
                return self._given(received, talk, within)
            case Other():
                inbound = self.inbound(received.who, received.person)
                return talk.sent(within, inbound, captioned=received.captioned)

    def inbound(self, who: From, text: str) -> Inbound:
        return inbound_of(who, text, timezone=self.timezone)

    def _tapped(self, tap: Tap, talk: Talk, within: WriteStore) -> Outcome:
        inbound, touch = self.inbound(tap.who, ""), Touch.read(tap.data)
        if touch is None:
            return talk.greeted(within, inbound)
        ticked = map(Touch.read, ticked_in(self.ticks.of(tap.who.chat, tap.message, tap.keys)))
        return talk.tapped(within, inbound, touch, [one.what for one in ticked if one is not None])

    def _typed(self, text: Text, talk: Talk, ours: WriteStore, within: WriteStore) -> Outcome:
        inbound, asked = self.inbound(text.who, text.text), _asked(ours, text)
        if asked is None:
            return talk.typed(within, inbound)
        return talk.replied(within, inbound, Place.read(asked["place"]), asked["run"])

    def _corrected(self, text: Text, talk: Talk, ours: WriteStore, within: WriteStore) -> Outcome:
        closing = outbox.payload_of(ours, self.keys.said(text.who.chat, text.message))
        inbound = self.inbound(text.who, text.text)
        if closing is None:
            return talk.told(within, inbound, "telegram.not_an_answer")
        return talk.corrected(within, inbound, Place.read(closing["place"]), closing["run"])

    def _given(self, received: Other, talk: Talk, within: WriteStore) -> Outcome:
        file = received.file
        if file is None:
            raise ValueError("no file came")
        inbound = self.inbound(received.who, "")
        facts: dict[str, str | int] = {"id": file.id, "name": file.name, "size": file.size}
        return talk.given(within, inbound, facts, together=received.album)


def _asked(store: WriteStore, text: Text) -> Payload | None:
    """What the message asked that it replies to, if it replies to one that asked something."""
    if text.replied is None:
        return None
    contact = contacts.find(store, CHANNEL, str(text.who.chat))
    found = contact and outbox.asked(store, contact.id, text.replied)
    return found["asks"] if found else None
