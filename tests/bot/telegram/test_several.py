"""Several processes over one database: what comes twice counts once, and who dies is replaced."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from storage.database import Database
from storage.repositories import answers, contacts, runs
from storage.stores import ReadStore
from tests.bot.telegram.fleet import Fleet
from tests.bot.telegram.process import Told
from tests.bot.telegram.serving import HOOK, SECRET, seeded
from tests.harness.telegram import FakeTelegram, Fault, Leader
from tests.harness.telegram.courier import SECRET as HEADER
from tests.harness.telegram.rates import Limits

#: seconds after a death in which another process takes over
TAKEOVER = 10
NAME = "organisation"
ASKS_NAME = "s’appelle votre association"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram.open(limits=None) as server:
        yield server
        assert [] == server.breaches


def told_of(server: FakeTelegram, address: str, *, pace: str = "unlimited") -> Told:
    way = "polling" if address.startswith("sqlite") else "webhook"
    return Told(address, server.url, server.bot.token, way=way, pace=pace)


def size_of(address: str) -> int:
    """A SQLite file has one process."""
    return 1 if address.startswith("sqlite") else 2


async def test_an_update_that_comes_three_times_has_one_effect(
    telegram: FakeTelegram, flowing: Database, address: str
) -> None:
    async with Fleet.open(telegram, told_of(telegram, address), size_of(address)) as fleet:
        telegram.faults.copies = 3
        telegram.faults.by_method = {"update": {Fault.DUPLICATE: 1.0}}
        leaders = [Leader(telegram) for _ in range(10)]
        await asyncio.gather(*map(begins, leaders))
        await silence(telegram)
        shown = [str(leader) for leader in leaders]
        await deliver_again(fleet)
        await silence(telegram)
        assert 50 == len(telegram.bot.updates.made)
        assert shown == [str(leader) for leader in leaders]
        assert [] == telegram.log.repeats()
    for leader in leaders:
        assert [True, "Les Voisins", "president"] == values(flowing, leader)


async def begins(leader: Leader) -> None:
    """A command, two taps, a text, and a command: five updates."""
    leader.starts()
    await leader.sees("gardées", seconds=20)
    leader.press(leader.last, leader.last.buttons[0])
    await leader.sees(ASKS_NAME, seconds=20)
    leader.types("Les Voisins")
    asked = await leader.sees("Quel est votre rôle", seconds=20)
    leader.press(asked, asked.buttons[0])
    await leader.waits(lambda: leader.unread or None, "the next question", seconds=20)
    leader.types("/help")


async def silence(server: FakeTelegram) -> None:
    """Until the bot has said all that it has to say."""
    calls = -1
    while calls != len(server.log.calls):
        calls = len(server.log.calls)
        await asyncio.sleep(1.5)


async def deliver_again(fleet: Fleet) -> None:
    """All that ever came, in any order, to any process, side by side."""
    bodies = fleet.server.bot.updates.made * 2
    random.Random(11).shuffle(bodies)
    roots = list(fleet.roots.values()) if fleet.told.way == "webhook" else []
    async with aiohttp.ClientSession(headers={HEADER: SECRET}) as client:
        posts = [
            client.post(root + HOOK.removeprefix("http://alliance.test"), json=body)
            for number, body in enumerate(bodies)
            for root in roots[number % 2 : number % 2 + 1]
        ]
        for answer in await asyncio.gather(*posts):
            assert 200 == answer.status


async def test_what_a_dead_process_left_unsent_is_sent_by_another(
    telegram: FakeTelegram, postgresql: str
) -> None:
    with Database.open(postgresql) as database:
        seeded(database)
    leader = Leader(telegram)
    async with Fleet.open(telegram, told_of(telegram, postgresql), size=2) as fleet:
        leader.starts()
        await leader.sees("gardées", seconds=20)
        await telegram.settled()
        telegram.spread([fleet.roots[0]])
        telegram.faults.late = 20
        telegram.faults.next("sendMessage", Fault.STUCK)
        leader.press(leader.last, leader.last.buttons[0])
        await telegram.bot.updates.emptied(seconds=5)  # it is stored
        async with asyncio.timeout(5):
            while not telegram.faults.met[Fault.STUCK]:  # noqa: ASYNC110  no one tells
                await asyncio.sleep(0.01)
        died = time.monotonic()
        await fleet.kill(0)
        await leader.sees(ASKS_NAME, seconds=TAKEOVER + 5)
        assert time.monotonic() - died < TAKEOVER
        assert [] == telegram.log.repeats()


async def test_texts_of_a_chat_are_worked_in_their_order(
    telegram: FakeTelegram, flowing: Database, address: str
) -> None:
    leaders = [Leader(telegram) for _ in range(10)]
    async with Fleet.open(telegram, told_of(telegram, address), size_of(address)):
        for leader in leaders:
            leader.starts()
            leader.types("oui")
        for leader in leaders:
            await leader.sees(ASKS_NAME, seconds=20)
        for number in range(20):
            for leader in leaders:
                leader.types(f"/edit {NAME}")
                leader.types(f"Voisins {number}")
        await telegram.settled(seconds=50)
    for leader in leaders:
        assert [True, *(f"Voisins {number}" for number in range(20))] == values(flowing, leader)


async def test_several_processes_keep_to_the_limits_together(postgresql: str) -> None:
    with Database.open(postgresql) as database:
        seeded(database)
    async with FakeTelegram.open(limits=Limits()) as server:
        told = told_of(server, postgresql, pace="limited")
        async with Fleet.open(server, told, size=2):
            leaders = [Leader(server) for _ in range(30)]
            for leader in leaders:
                leader.starts()
            for leader in leaders:
                await leader.sees("gardées", seconds=30)
            for leader in leaders:
                for number in range(3):
                    leader.types(f"/edit {number}")
            for leader in leaders:
                await leader.reads_all(3, seconds=30)
        assert [] == server.breaches


def values(database: Database, leader: Leader) -> list[object]:
    """All that was answered, the first first."""

    def find(store: ReadStore) -> list[object]:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        assert contact is not None
        run = runs.active(store, contact.id)
        assert run is not None
        return [each.value for each in answers.history(store, run.id)]

    return database.read(find)
