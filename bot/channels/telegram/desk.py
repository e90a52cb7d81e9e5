"""Working one update inside its transaction: who, what it means, what is queued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.channels.telegram.dress import html_of, plain
from bot.channels.telegram.keyboard import ticked_in
from bot.channels.telegram.payloads import Payload, payloads, text_payload
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
from bot.phrases import languages, phrases_in
from bot.talk import Outcome, Talk
from bot.touch import Touch
from flows.run import Place
from storage.repositories import contacts, outbox
from storage.repositories.contacts import Contact
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
        outcome, spinner = self._talk(store, received)
        if contacts.find(store, CHANNEL, str(received.who.chat)) is None:
            return self._parting(outcome, received.who.chat)
        if outcome.visit.contact.blocked_at is not None:
            contacts.mark_blocked(store, outcome.visit.contact, None)
        message = received.message if isinstance(received, Tap) else None
        answer = received.message if isinstance(received, Text) and not received.edited else None
        chat = received.who.chat
        queued = {
            self._key(update, number): each
            for number, each in enumerate(payloads(outcome, chat, tapped=message))
        }
        if outcome.closing is not None and answer is not None and queued:
            first, *_ = queued
            queued = {self._said(chat, answer): queued.pop(first), **queued}
        self._queue(store, outcome.visit.contact, queued)
        return None if spinner is None else lambda: self.acknowledge(spinner)

    def _parting(self, outcome: Outcome, chat: int) -> Effect:
        """They had themselves erased: nothing is queued, since a queue would know them again."""
        words = tuple(payloads(outcome, chat))
        return lambda: self.part(words)

    def apologize(self, store: WriteStore, update: Update) -> None:
        """Tell the person, once, that their update broke us."""
        received = read_update(update.body)
        if received is None or received.who.chat < 0:
            return
        contact = self._contact(store, received.who)
        words = phrases_in(contact.language).say("failed")
        text = text_payload(received.who.chat, html_of(Style.PLAIN, words))
        self._queue(store, contact, {self._key(update, "failed"): text})

    def _talk(
        self, store: WriteStore, received: Tap | Text | Other
    ) -> tuple[Outcome, Spinner | None]:
        shared = self.conversation
        talk = Talk(shared.database, shared.guides, clock=shared.clock, new_id=shared.new_id)
        match received:
            case Tap():
                outcome = self._tapped(store, talk, received)
                return outcome, Spinner(received, outcome.toast, outcome.ticks)
            case Text(edited=True):
                return self._corrected(store, talk, received), None
            case Text():
                return talk.typed(store, self._inbound(received.who, received.text)), None
            case Other():
                return talk.sent(store, self._inbound(received.who, received.person)), None

    def _tapped(self, store: WriteStore, talk: Talk, tap: Tap) -> Outcome:
        inbound, touch = self._inbound(tap.who, ""), Touch.read(tap.data)
        if touch is None:
            return talk.greeted(store, inbound)
        ticked = map(Touch.read, ticked_in(self.ticks.of(tap.who.chat, tap.message, tap.keys)))
        return talk.tapped(store, inbound, touch, [one.what for one in ticked if one is not None])

    def _corrected(self, store: WriteStore, talk: Talk, text: Text) -> Outcome:
        closing = outbox.payload_of(store, self._said(text.who.chat, text.message))
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
            self._queue(store, contact, {self._key(update, "group"): text})

    def _inbound(self, who: From, text: str) -> Inbound:
        return Inbound(
            channel=CHANNEL,
            address=str(who.chat),
            shown_name=plain(who.name),
            language=_spoken(who.language),
            timezone=self.timezone,
            text=text,
        )

    def _contact(self, store: WriteStore, who: From) -> Contact:
        inbound = self._inbound(who, "")
        return contacts.ensure(
            store,
            channel=inbound.channel,
            address=inbound.address,
            shown_name=inbound.shown_name,
            language=inbound.language,
            timezone=inbound.timezone,
            now=self.conversation.clock(),
        )

    def _queue(self, store: WriteStore, contact: Contact, queued: Mapping[str, Payload]) -> None:
        for key, payload in queued.items():
            self.queue(store, contact.id, key=key, payload=payload)

    def _key(self, update: Update, part: object) -> str:
        return f"update:{self.source}:{update.number}:{part}"

    def _said(self, chat: int, message: int) -> str:
        """Of what followed an answer: by it, an edited text finds its question."""
        return f"said:{self.source}:{chat}:{message}"


def _spoken(code: str) -> str:
    """The language to begin in, from that of the application, as in « pt-br »."""
    short = code.partition("-")[0].lower()
    if not short:
        return languages()[0]
    return short if short in languages() else "en"
