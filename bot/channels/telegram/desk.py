"""Working one update inside its transaction: who, what it means, what is queued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from bot.catching_up import with_news
from bot.channels.telegram.acquaintance import contact_of
from bot.channels.telegram.answering import all_of, may_be_gone
from bot.channels.telegram.dress import html_of
from bot.channels.telegram.hearing import Hearing
from bot.channels.telegram.keys import Keys
from bot.channels.telegram.payloads import Payload, payloads, text_payload
from bot.channels.telegram.pieces import Piece, Pieces, read_piece
from bot.channels.telegram.queued import keyed, said_of
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
from bot.channels.telegram.trying import TryingChat, is_about_copies, marked
from bot.conversation import Conversation
from bot.intake import Effect, Update
from bot.messages import Message, Passage, Style
from bot.phrases import phrases_in
from bot.talk import Outcome, Talk
from bot.trials import Trials
from storage.repositories import contacts, outbox, trials
from storage.repositories.contacts import Contact
from storage.repositories.timers import Timer
from storage.repositories.trials import Trial
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
    #: whether files of questions are made working copies
    takes_files: bool = False

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
        contact = self._contact(store, piece.received.who)
        trial = trials.find(store, contact) if contact.tries else None
        if trial is None or not trial.walks:
            return self._work_outside(store, piece, contact)
        if not is_about_copies(piece.received):
            return self._work_inside(store, piece, contact, trial)
        trials.drop(store, contact)
        return self._work_outside(store, piece, replace(contact, tries=False), left=True)

    def _work_outside(
        self, store: WriteStore, piece: Piece, contact: Contact, *, left: bool = False
    ) -> Effect | None:
        """What most messages are: a word about their own alliance."""
        received, talk = piece.received, Talk.of(self.conversation, contact)
        outcome = self._hearing.heard(received, talk, ours=store, within=store)
        if outcome.visit.news:
            outcome = replace(outcome, messages=with_news(outcome.visit, outcome.messages))
        if may_be_gone(outcome) and self._is_unknown(store, received.who):
            return self._parting(outcome, received.who.chat)
        visited = outcome.visit.contact
        if visited.blocked_at is not None:
            contacts.mark_blocked(store, visited, None)
        if left:
            words = Passage(Style.CAUTION, outcome.visit.say.say("trial.left"))
            outcome = replace(outcome, messages=(Message((words,)), *outcome.messages))
        said = said_of(store, received, outcome, self._keys)
        if outcome.visit.begins is not None:
            said += self._trying.begun(store, received, visited, outcome.visit.begins)
        self._queue(store, visited, keyed(piece, outcome, said, self._keys))
        return self._shown(received, outcome)

    def _work_inside(
        self, store: WriteStore, piece: Piece, contact: Contact, trial: Trial
    ) -> Effect | None:
        """A word in a trial; after the last one, what they are asked outside is shown again."""
        received = piece.received
        with self._trying.heard(store, received, contact, trial) as tried:
            outcome = tried.outcome
            said = tuple(marked(said_of(store, received, outcome, self._keys), outcome.visit.say))
        if tried.is_over:
            trials.drop(store, contact)
            outside = Talk.of(self.conversation, replace(contact, tries=False))
            greeted = outside.greeted(store, self._hearing.inbound(received.who, ""))
            said += payloads(greeted, received.who.chat)
        self._queue(store, contact, keyed(piece, outcome, said, self._keys))
        return self._shown(received, outcome)

    def _shown(self, received: Tap | Text | Other, outcome: Outcome) -> Effect | None:
        """What is shown at once of a tap."""
        if not isinstance(received, Tap):
            return None
        spinner = Spinner(received, outcome.toast, outcome.ticks)
        return lambda: self.acknowledge(spinner)

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

    def _contact(self, store: WriteStore, who: From) -> Contact:
        return contact_of(store, who, timezone=self.timezone, now=self.conversation.clock())

    def _queue(self, store: WriteStore, contact: Contact, queued: Mapping[str, Payload]) -> None:
        for key, payload in queued.items():
            self.queue(store, contact.id, key=key, payload=payload)

    @property
    def _hearing(self) -> Hearing:
        return Hearing(self._keys, self.ticks, self.timezone, self.takes_files)

    @property
    def _trying(self) -> TryingChat:
        return TryingChat(Trials(self.conversation), self._hearing)

    @property
    def _keys(self) -> Keys:
        return Keys(self.source)
