"""What the timer of a silence does, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.sending import CHANNEL
from bot.channels.telegram.unasked import Unasked
from bot.conversation import Conversation
from bot.messages import Inbound
from bot.reminders import Reminders
from bot.silence import key
from storage.database import Database
from storage.repositories import contacts, listings, outbox, timers
from storage.repositories.timers import Timer
from storage.stores import ReadStore, WriteStore
from tests.bot.telegram.serving import GUIDES

BEGUN = datetime(2026, 11, 24, 10, tzinfo=UTC)


class Walk:
    """Someone who walks, and a clock that can be set."""

    def __init__(self, database: Database, channel: str = CHANNEL, address: str = "77") -> None:
        self.database = database
        self.now = BEGUN
        self.channel, self.address = channel, address
        self.numbers = count(1)
        self.guides = GUIDES

    def new_id(self) -> str:
        return f"{self.address}-{next(self.numbers)}"

    def says(self, text: str) -> list[str]:
        conversation = Conversation(
            self.database, self.guides, clock=lambda: self.now, new_id=self.new_id
        )
        told = conversation.receive(
            Inbound(self.channel, self.address, "Awa", "fr", "Europe/Paris", text)
        )
        return [each.text for message in told for each in message.passages]

    def passes(self, days: float) -> list[str]:
        """Work what is due so many days after the beginning; the texts that it queued."""
        self.now = BEGUN + timedelta(days=days)
        reminders = Reminders(self.guides, lambda: self.now, self.new_id, Unasked(self.queue))

        def work(store: WriteStore) -> list[Timer]:
            lease = self.now + timedelta(seconds=9)
            taken = timers.claim(store, by="test", now=self.now, until=lease, limit=20)
            for timer in taken:
                assert timers.finish(store, timer)
                reminders(store, timer)
            return list(taken)

        self.database.write(work)
        return [text_of(each.payload) for each in self.database.write(self.queued)]

    def queue(self, store: WriteStore, contact_id: int, *, key: str, payload: Payload) -> None:
        now = self.now
        outbox.queue(store, contact_id=contact_id, key=key, payload=payload, due=now, now=now)

    def queued(self, store: WriteStore) -> tuple[outbox.OutboxMessage, ...]:
        until = self.now + timedelta(days=1)
        found = outbox.claim(store, by="test", now=self.now, until=until, limit=20)
        for message in found:
            sent = outbox.MessageState.SENT
            assert outbox.finish(store, message, sent, now=self.now, payload={})
        return found

    def runs(self) -> list[str]:
        def find(store: ReadStore) -> list[str]:
            contact = contacts.find(store, self.channel, self.address)
            listed = listings.of_contact(store, contact.id) if contact else ()
            return [each.public_id for each in listed]

        return self.database.read(find)


def text_of(payload: Any) -> str:  # noqa: ANN401  what was queued
    return str(payload["text"])


@pytest.fixture
def walk(flowing: Database) -> Walk:
    walk = Walk(flowing)
    for text in ("/start", "1", "Les Aînés"):
        walk.says(text)
    return walk


def test_one_reminder_comes_when_two_days_are_over(walk: Walk) -> None:
    assert [] == walk.passes(1.9)
    (text,) = walk.passes(2.1)
    assert "vous attend" in text
    assert [] == walk.passes(2.2)


def test_of_several_alliances_only_the_one_they_are_in_is_recalled(walk: Walk) -> None:
    walk.says("/new")
    walk.says("1")
    assert 1 == len(walk.passes(2.1))


def test_who_sits_at_a_terminal_is_not_written_to(flowing: Database) -> None:
    walk = Walk(flowing, channel="terminal", address="awa")
    walk.says("/start")
    walk.says("1")
    assert [] == walk.passes(2.1)
    assert ["À bientôt. Tout est gardé\xa0: relancez quand vous voulez."] == walk.says("/later")
    assert walk.database.read(lambda store: timers.find(store, key(walk.runs()[0]))) is not None


def test_what_nobody_came_back_to_is_erased_with_the_person_and_no_sooner_than_warned(
    walk: Walk,
) -> None:
    walk.passes(8)
    (warning,) = walk.passes(352)
    assert "effacées" in warning
    walk.passes(352.5)
    assert 1 == len(walk.runs())
    walk.passes(366.1)
    assert [] == walk.runs()
    gone = walk.database.read(lambda store: contacts.find(store, CHANNEL, "77"))
    assert gone is None


def test_of_two_alliances_the_one_that_was_left_goes_and_the_person_stays(walk: Walk) -> None:
    walk.now = BEGUN + timedelta(days=300)
    walk.says("/new")
    walk.says("1")
    walk.passes(352)
    walk.passes(366.1)
    assert 1 == len(walk.runs())
    assert walk.database.read(lambda store: contacts.find(store, CHANNEL, "77")) is not None
