"""Working one update inside its transaction: who, what it means, what is queued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.catching_up import with_news
from bot.channels.telegram.acquaintance import contact_of, inbound_of
from bot.channels.telegram.answering import all_of, answered_by, may_be_gone, said_in
from bot.channels.telegram.correcting import closed_before
from bot.channels.telegram.dress import html_of
from bot.channels.telegram.keyboard import ticked_in
from bot.channels.telegram.keys import Keys
from bot.channels.telegram.payloads import Payload, payloads, text_payload
from bot.channels.telegram.pieces import Piece, Pieces, read_piece
from bot.channels.telegram.reading import (
    Addressed,
    From,
    Membership,
    Other,
    Tap,
    Text,
    read_update,
)
from bot.channels.telegram.sending import CHANNEL
from bot.channels.telegram.ticks import Ticks
from bot.conversation import Conversation
from bot.intake import Effect, Update
from bot.messages import Inbound, Style
from bot.phrases import phrases_in
from bot.talk import Outcome, Talk
from bot.touch import Touch
from flows.run import Place
from storage.repositories import contacts, outbox
from storage.repositories.contacts import Contact
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["Desk", "Queue", "Spinner"]


@dataclass(frozen=True, slots=True)
class Spinner:
    """What to do at once about a button that was tapped."""

    tap: Tap
    toast: str
    #: its tick changes
    ticks: bool


class Queue(Protocol):
    """How a message comes into the outbox; the same key comes in once."""

    def __call__(
        self, store: WriteStore, contact_id: int, *, key: str, payload: Payload
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """For one bot. `acknowledge` is called after the commit, for each tap."""

    conversation: Conversation
    #: where the number of an update means something: the channel and its bot
    source: str
    #: address of a private chat with the bot
    link: str
    #: IANA name, for people who are new
    timezone: str
    acknowledge: Callable[[Spinner], None]
    ticks: Ticks
    #: called after the commit that erased someone, with the last words to send
    part: Callable[[tuple[Payload, ...]], None]
    queue: Queue

    def work(self, store: WriteStore, update: Update) -> Effect | None:
        """Raises UnreadableUpdate, and whatever breaks us: the caller sets the update aside."""
        received = read_update(update.body)
        if received is None:
            return None
        if isinstance(received, Membership | Addressed):
            self._about_chat(store, update, received)
            return None
        pieces = Pieces(self.source, self.conversation.clock)
        ready = pieces.ready(store, Piece(update.number, received))
        return all_of([self._work(store, piece) for piece in ready])

    def finish_piece(self, store: WriteStore, timer: Timer) -> None:
        """Nothing more came of a text that may have been cut: it is all."""
        self._work(store, read_piece(timer.payload))

    def _work(self, store: WriteStore, piece: Piece) -> Effect | None:
        received = piece.received
        outcome, spinner = self._talk(store, received)
        if outcome.visit.news:
            outcome = replace(outcome, messages=with_news(outcome.visit, outcome.messages))
        if may_be_gone(outcome) and self._is_unknown(store, received.who):
            return self._parting(outcome, received.who.chat)
        if outcome.visit.contact.blocked_at is not None:
            contacts.mark_blocked(store, outcome.visit.contact, None)
        chat, answer = received.who.chat, said_in(received)
        before = closed_before(store, received, self._keys)
        tapped = answered_by(received, outcome, before)
        if outcome.elsewhere and tapped is None:  # that message is not known any more
            outcome = replace(outcome, closing=None)
        said = payloads(outcome, chat, tapped=tapped, before=before)
        queued = {
            self._keys.of(piece.number, part, received): each for part, each in enumerate(said)
        }
        if outcome.closing is not None and answer is not None and queued:
            first, *_ = queued
            queued = {self._keys.said(chat, answer): queued.pop(first), **queued}
        self._queue(store, outcome.visit.contact, queued)
        return None if spinner is None else lambda: self.acknowledge(spinner)

    def _is_unknown(self, store: WriteStore, who: From) -> bool:
        return contacts.find(store, CHANNEL, str(who.chat)) is None

    def _parting(self, outcome: Outcome, chat: int) -> Effect:
        """They had themselves erased: nothing is queued, since a queue would know them again."""
        words = tuple(payloads(outcome, chat))
        return lambda: self.part(words)

    def apologize(self, store: WriteStore, update: Update) -> None:
        """Tell the person, once until something is asked again, that their updates break us."""
        received = read_update(update.body)
        if received is None or received.who.chat < 0:
            return
        contact = self._contact(store, received.who)
        words = phrases_in(contact.language).say("failed")
        text = text_payload(received.who.chat, html_of(Style.PLAIN, words))
        asked, day = outbox.asked_last(store, contact.id), self.conversation.clock().date()
        key = self._keys.failed(received.who.chat, asked=asked, day=day)
        self._queue(store, contact, {key: text})

    def _talk(
        self, store: WriteStore, received: Tap | Text | Other
    ) -> tuple[Outcome, Spinner | None]:
        shared = self.conversation
        talk = Talk(
            shared.database,
            shared.guides,
            clock=shared.clock,
            new_id=shared.new_id,
            desk=shared.desk,
        )
        match received:
            case Tap():
                outcome = self._tapped(store, talk, received)
                return outcome, Spinner(received, outcome.toast, outcome.ticks)
            case Text(edited=True):
                return self._corrected(store, talk, received), None
            case Text():
                return self._typed(store, talk, received), None
            case Other():
                inbound = self._inbound(received.who, received.person)
                return talk.sent(store, inbound, captioned=received.captioned), None

    def _typed(self, store: WriteStore, talk: Talk, text: Text) -> Outcome:
        inbound, asked = self._inbound(text.who, text.text), self._asked(store, text)
        if asked is None:
            return talk.typed(store, inbound)
        return talk.replied(store, inbound, Place.read(asked["place"]), asked["run"])

    def _asked(self, store: WriteStore, text: Text) -> Payload | None:
        """What the message asked that it replies to, if it replies to one that asked something."""
        if text.replied is None:
            return None
        contact = contacts.find(store, CHANNEL, str(text.who.chat))
        found = contact and outbox.asked(store, contact.id, text.replied)
        return found["asks"] if found else None

    def _tapped(self, store: WriteStore, talk: Talk, tap: Tap) -> Outcome:
        inbound, touch = self._inbound(tap.who, ""), Touch.read(tap.data)
        if touch is None:
            return talk.greeted(store, inbound)
        ticked = map(Touch.read, ticked_in(self.ticks.of(tap.who.chat, tap.message, tap.keys)))
        return talk.tapped(store, inbound, touch, [one.what for one in ticked if one is not None])

    def _corrected(self, store: WriteStore, talk: Talk, text: Text) -> Outcome:
        closing = outbox.payload_of(store, self._keys.said(text.who.chat, text.message))
        inbound = self._inbound(text.who, text.text)
        if closing is None:
            return talk.told(store, inbound, "telegram.not_an_answer")
        return talk.corrected(store, inbound, Place.read(closing["place"]), closing["run"])

    def _about_chat(
        self, store: WriteStore, update: Update, received: Membership | Addressed
    ) -> None:
        contact = self._contact(store, received.who)
        group = isinstance(received, Addressed) or received.group
        there = isinstance(received, Addressed) or received.there
        if there != (contact.blocked_at is None):
            now = None if there else self.conversation.clock()
            contacts.mark_blocked(store, contact, now)
        if group and there:
            words = phrases_in(contact.language).say("telegram.group", address=self.link)
            text = text_payload(received.who.chat, html_of(Style.PLAIN, words))
            self._queue(store, contact, {self._keys.of(update.number, "group"): text})

    def _inbound(self, who: From, text: str) -> Inbound:
        return inbound_of(who, text, timezone=self.timezone)

    def _contact(self, store: WriteStore, who: From) -> Contact:
        return contact_of(store, who, timezone=self.timezone, now=self.conversation.clock())

    def _queue(self, store: WriteStore, contact: Contact, queued: Mapping[str, Payload]) -> None:
        for key, payload in queued.items():
            self.queue(store, contact.id, key=key, payload=payload)

    @property
    def _keys(self) -> Keys:
        return Keys(self.source)
