"""Delivery alone: a sender of the test, a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import sleep
from typing import Any

import pytest
from sqlalchemy import text as sql

from bot.allowance import Allowance, Limits
from bot.delivery import Delivery
from bot.presence import Presence
from bot.sender import Sent, Unsent
from bot.settled import Settled
from storage.database import Database
from storage.repositories import outbox
from storage.stores import ReadStore, WriteStore
from storage.threads import TransactionThreads
from tests.storage.walks import begin


@dataclass(slots=True)
class Recorder:
    """Notes what it is to send, and does to it what the test says."""

    sent: list[str] = field(default_factory=list)
    followed: list[str] = field(default_factory=list)
    failing: dict[str, list[Unsent]] = field(default_factory=dict)
    slow: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def ready(self, store: ReadStore, contact_id: int, payload: Any, asked_last: int | None) -> Any:  # noqa: ANN401
        del store, contact_id
        return payload

    def counts(self, payload: Any) -> tuple[int, bool]:  # noqa: ANN401
        return payload["chat"], False

    async def send(self, payload: Any) -> Sent:  # noqa: ANN401
        await asyncio.sleep(self.slow)
        if self.failing.get(payload["text"]):
            raise self.failing[payload["text"]].pop(0)
        self.sent.append(payload["text"])
        self.changed.set()
        return Sent(asked_as=len(self.sent))

    async def follow(self, payload: Any, sent: Sent) -> None:  # noqa: ANN401
        failures = self.failing.get(f"after {payload['text']}")
        if failures:
            raise failures.pop(0)
        self.followed.append(payload["text"])

    def settle(self, store: WriteStore, contact_id: int, payload: Any, sent: Sent) -> None:  # noqa: ANN401
        del store, contact_id, payload, sent

    def kept(self, payload: Any) -> Any:  # noqa: ANN401
        return {"chat": payload["chat"]}

    def block(self, store: WriteStore, payload: Any, now: datetime) -> None:  # noqa: ANN401
        del store, payload, now


def clock() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def delivering(
    database: Database, sender: Recorder, limits: Limits
) -> AsyncIterator[Delivery]:
    threads = TransactionThreads(database)
    presence = Presence("here", clock)
    delivery = Delivery(threads, sender, Allowance(limits), presence, Settled())
    seconds = asyncio.get_running_loop().time()
    await threads.write(lambda store: presence.show(store, delivery.allowance, seconds))
    task = asyncio.create_task(delivery.run())
    yield delivery
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    threads.close()


FAST = Limits(1e6, 1e6, 1e6, 1e6, 1e6, 1e6)


async def say(delivery: Delivery, contact: int, *texts: str) -> None:
    """Queue them in one transaction, as an update does."""

    def work(store: WriteStore) -> WriteStore:
        for text in texts:
            delivery.queue(store, contact, key=text, payload={"chat": contact, "text": text})
        return store

    store = await delivery.threads.write(work)
    delivery.hand(store.taken, left=store.left)


async def until(recorder: Recorder, count: int) -> None:
    async with asyncio.timeout(8):
        while len(recorder.sent) < count:
            recorder.changed.clear()
            await recorder.changed.wait()


@pytest.fixture
def contact(database: Database) -> int:
    return begin(database).contact.id


async def test_messages_leave_in_the_order_of_their_transactions(
    database: Database, contact: int
) -> None:
    sender = Recorder(slow=0.02)
    async with delivering(database, sender, FAST) as delivery:
        texts = [f"{number}" for number in range(12)]
        for number in range(0, 12, 3):
            await say(delivery, contact, *texts[number : number + 3])
        await until(sender, 12)
    assert texts == sender.sent
    assert texts == sender.followed


async def test_those_behind_one_that_waits_wait_too(database: Database, contact: int) -> None:
    sender = Recorder(failing={"a": [Unsent("too fast", again_in=1.5)]})
    async with delivering(database, sender, FAST) as delivery:
        await say(delivery, contact, "a", "b")
        await say(delivery, contact, "c")
        await asyncio.sleep(0.2)
        assert [] == sender.sent
        await until(sender, 3)
    assert ["a", "b", "c"] == sender.sent


async def test_what_follows_is_tried_twice_and_holds_nothing_back(
    database: Database, contact: int
) -> None:
    sender = Recorder(
        failing={
            "after a": [Unsent("no server", again_in=0.1)],
            "after b": [Unsent("no server", again_in=0.1) for _ in range(2)],
            "after c": [Unsent("message to edit not found")],
        }
    )
    async with delivering(database, sender, FAST) as delivery:
        for text in "abcd":
            await say(delivery, contact, text)
        await until(sender, 4)
        await asyncio.sleep(0.5)
    assert ["a", "b", "c", "d"] == sender.sent
    assert ["a", "d"] == sorted(sender.followed)


async def test_the_words_are_not_kept_once_they_were_sent(database: Database, contact: int) -> None:
    sender = Recorder()
    async with delivering(database, sender, FAST) as delivery:
        await say(delivery, contact, "secret")
        await until(sender, 1)
    assert {"chat": contact} == database.read(lambda store: outbox.payload_of(store, "secret"))
    assert 1 == database.read(lambda store: outbox.asked_last(store, contact))


async def test_one_chat_that_is_slow_holds_back_no_other(database: Database, contact: int) -> None:
    other = begin(database, "2").contact.id
    sender = Recorder()
    async with delivering(database, sender, Limits(chat=0.5, chat_burst=1)) as delivery:
        await say(delivery, contact, "a", "b")
        await say(delivery, other, "x")
        await until(sender, 2)
        assert ["a", "x"] == sender.sent
        await until(sender, 3)
    assert ["a", "x", "b"] == sender.sent


async def test_what_was_sent_is_noted_when_it_stops(database: Database, contact: int) -> None:
    sender = Recorder(slow=0.3)
    async with delivering(database, sender, FAST) as delivery:
        await say(delivery, contact, "a")
    assert ["a"] == sender.sent
    assert database.write(lambda store: outbox.standing(store, contact).is_free)


async def test_what_waited_for_the_database_is_noted_when_it_stops(
    database: Database, contact: int
) -> None:
    sender = Recorder()
    async with delivering(database, sender, FAST) as delivery:
        await say(delivery, contact, "a")
        # Every thread that writes is busy when the round comes that would note it.
        busy = [
            asyncio.create_task(delivery.threads.write(lambda _: sleep(0.4)))
            for _ in range(database.writers)
        ]
        await until(sender, 1)
        await asyncio.sleep(0.1)
    await asyncio.gather(*busy)
    assert database.write(lambda store: outbox.standing(store, contact).is_free)


async def test_a_note_that_breaks_us_keeps_no_other_from_being_noted(
    database: Database, contact: int
) -> None:
    sender = Recorder()
    async with delivering(database, sender, FAST) as delivery:

        def break_us(store: WriteStore) -> None:
            store.connection.execute(sql("INSERT INTO sending_paces VALUES (99, NULL)"))

        delivery.settled.add(contact, break_us)
        await say(delivery, contact, "a")
        await until(sender, 1)
        async with asyncio.timeout(8):
            while not await delivery.threads.write(lambda s: outbox.standing(s, contact).is_free):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert ["a"] == sender.sent


async def test_what_was_waited_for_is_not_sent_to_a_chat_that_was_shut_meanwhile(
    database: Database, contact: int
) -> None:
    sender = Recorder()
    async with delivering(database, sender, Limits(chat=2, chat_burst=1)) as delivery:
        await say(delivery, contact, "a", "b")
        await until(sender, 1)
        now = asyncio.get_running_loop().time()
        delivery.allowance.rest(contact, 1.5, now, group=False)
        await until(sender, 2)
        assert asyncio.get_running_loop().time() - now > 1.4
    assert ["a", "b"] == sender.sent
