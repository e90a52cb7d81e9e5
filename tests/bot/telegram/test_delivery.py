"""Sending: within limits, again where that is safe, never twice without need."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.bot.telegram.serving import TELEGRAMS, serving
from tests.harness.telegram import FakeTelegram, Fault, Leader, Message

pytest_plugins = ("tests.harness.telegram.fixtures",)


@pytest.fixture
def database(flowing: Database) -> Database:
    return flowing


@pytest.fixture
async def strict_telegram() -> AsyncIterator[FakeTelegram]:
    """Minds haste too."""
    async with FakeTelegram.open() as server:
        yield server
        assert [] == server.breaches


async def test_a_chat_that_is_too_fast_pauses_alone(
    strict_telegram: FakeTelegram, database: Database
) -> None:
    hasty, calm = Leader(strict_telegram), Leader(strict_telegram)
    async with serving(strict_telegram, database, limits=TELEGRAMS):
        strict_telegram.faults.retry_after = 2
        strict_telegram.faults.next("sendMessage", Fault.FLOOD)
        hasty.starts()
        await strict_telegram.settled()
        calm.starts()
        await calm.sees("gardées", seconds=1.5)
        assert [] == hasty.unread
        await hasty.sees("gardées", seconds=8)
        await strict_telegram.settled()


async def test_a_burst_stays_within_the_limits(
    strict_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(strict_telegram)
    async with serving(strict_telegram, database, limits=TELEGRAMS):
        leader.starts()
        for number in range(6):
            leader.types(f"/edit {number}")
        assert 8 == len(await leader.reads_all(8, seconds=10))
        await strict_telegram.settled()


#: how often each is heard
FAILED = {
    Fault.SERVER_ERROR: 1,
    Fault.CUT_BEFORE: 1,
    Fault.CUT_AFTER: 2,  # nobody can know that it arrived
}


async def test_what_failed_is_sent_again(fake_telegram: FakeTelegram, database: Database) -> None:
    """Each waits by itself, so they fail side by side."""
    leaders = {fault: Leader(fake_telegram) for fault in FAILED}
    faults = fake_telegram.faults
    async with serving(fake_telegram, database):
        for fault, leader in leaders.items():
            faults.next("sendMessage", fault)
            leader.starts()
            while not faults.met[fault]:  # noqa: ASYNC110  no one tells
                await asyncio.sleep(0.01)
        for leader in leaders.values():
            await leader.sees("gardées", seconds=10)
        await fake_telegram.settled()
    assert FAILED == {
        fault: sum("vous préparez une alliance" in each.text for each in leader.messages)
        for fault, leader in leaders.items()
    }


async def test_a_file_that_telegram_has_is_not_sent_again(database: Database) -> None:
    def document(message: Message) -> bool:
        return str(message.content.get("document", {}).get("file_name")).endswith(".md")

    async with FakeTelegram.open(limits=None) as server:
        leader = Leader(server)
        async with serving(server, database):
            leader.starts()
            await leader.sees("gardées")
            for _ in range(2):
                leader.types("/export markdown")
                await leader.waits(
                    lambda: next(filter(document, leader.unread), None), "file", seconds=9
                )
                leader._seen = leader.last.id  # noqa: SLF001  it is read
            await server.settled()
        first, second = filter(document, leader.messages)
        assert first.file_id == second.file_id
        assert isinstance(second.calls[0].params["document"], str)
        assert [] == server.breaches


async def test_what_a_server_that_was_down_missed_arrives(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        leader.starts()
        await leader.sees("gardées")
        async with fake_telegram.down():
            leader.taps(leader.buttons[0].label)
        asked = await leader.sees("s’appelle votre association", seconds=15)
        assert asked.buttons
        await fake_telegram.settled()
