"""Stopping the process, whatever it does: soon, and nothing is lost or told twice."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests.bot.telegram.alliance import process
from tests.bot.telegram.heard import NAME, WELCOME, times_heard, unexcused
from tests.harness.telegram import FakeTelegram, Fault, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)


@pytest.mark.parametrize("signals", [(signal.SIGTERM, signal.SIGTERM), (signal.SIGINT,)])
async def test_it_stops_however_it_is_told(
    wild_telegram: FakeTelegram, tmp_path: Path, signals: tuple[signal.Signals, ...]
) -> None:
    leaders = [Leader(wild_telegram) for _ in range(5)]
    async with process(wild_telegram, tmp_path) as first:
        for each in leaders:
            each.starts()
        await leaders[0].sees(WELCOME, seconds=20)
        for each in leaders:
            each.types("1")
        await stops(first, *signals)
    await all_are_answered_by_the_next(wild_telegram, tmp_path, leaders)


async def test_it_stops_in_five_seconds_with_sends_under_way(
    wild_telegram: FakeTelegram, tmp_path: Path
) -> None:
    leaders = [Leader(wild_telegram) for _ in range(5)]
    wild_telegram.faults.late = 3.0  # longer than it waits
    async with process(wild_telegram, tmp_path) as first:
        await wild_telegram.polled(seconds=20)
        with wild_telegram.faults.during(Fault.SLOW, "sendMessage"):
            for each in leaders:
                each.starts()
            await leaders[0].sees(WELCOME, seconds=20)
            for each in leaders:
                each.types("1")
            await stops(first, signal.SIGTERM)
    await all_are_answered_by_the_next(wild_telegram, tmp_path, leaders)


async def stops(served: asyncio.subprocess.Process, *signals: signal.Signals) -> None:
    for number in signals:
        served.send_signal(number)
    async with asyncio.timeout(5):
        assert 0 == await served.wait()


async def all_are_answered_by_the_next(
    server: FakeTelegram, folder: Path, leaders: list[Leader]
) -> None:
    async with process(server, folder):
        for each in leaders:
            await each.sees(NAME, seconds=30)
        await server.settled(seconds=10)
    assert [1] * len(leaders) == [times_heard(each, NAME) for each in leaders]
    assert [] == unexcused(server)


async def test_it_stops_while_the_server_is_away(
    wild_telegram: FakeTelegram, tmp_path: Path
) -> None:
    leader = Leader(wild_telegram)
    async with process(wild_telegram, tmp_path) as first:
        leader.starts()
        await leader.sees(WELCOME, seconds=20)
        async with wild_telegram.down():
            leader.types("1")
            await asyncio.sleep(0.5)
            await stops(first, signal.SIGTERM)
    async with process(wild_telegram, tmp_path) as never_begun, wild_telegram.down():
        assert never_begun.stderr is not None
        async with asyncio.timeout(20):
            await never_begun.stderr.readuntil(b"no server")
        await stops(never_begun, signal.SIGTERM)
    await all_are_answered_by_the_next(wild_telegram, tmp_path, [leader])
