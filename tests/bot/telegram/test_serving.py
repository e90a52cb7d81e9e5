"""The process: how it begins, what ends it, what it leaves to the next one."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from bot.channels.telegram.client import bot_of
from bot.channels.telegram.profile import set_up, troubles
from tests.bot.telegram.alliance import process
from tests.bot.telegram.serving import settings_for
from tests.harness.telegram import FakeTelegram, Fault, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)


async def test_it_stops_soon_and_the_next_one_goes_on(
    fake_telegram: FakeTelegram, tmp_path: Path
) -> None:
    leader = Leader(fake_telegram)
    async with process(fake_telegram, tmp_path) as first:
        leader.starts()
        await leader.sees("gardées", seconds=20)
        first.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            assert 0 == await first.wait()
    leader.taps(leader.buttons[0].label)
    async with process(fake_telegram, tmp_path) as second:
        await leader.sees("s’appelle votre association", seconds=20)
        second.kill()


async def test_a_token_that_is_refused_ends_it(wild_telegram: FakeTelegram, tmp_path: Path) -> None:
    leader = Leader(wild_telegram)
    async with process(wild_telegram, tmp_path) as served:
        leader.starts()
        await leader.sees("gardées", seconds=20)
        wild_telegram.revoke()
        async with asyncio.timeout(10):
            assert 1 == await served.wait()


async def test_conflicts_and_bad_gateways_do_not_end_it(
    wild_telegram: FakeTelegram, tmp_path: Path
) -> None:
    leader = Leader(wild_telegram)
    wild_telegram.faults.next("getUpdates", Fault.SERVER_ERROR)
    wild_telegram.faults.next("getUpdates", Fault.CONFLICT)
    wild_telegram.faults.next("sendMessage", Fault.SERVER_ERROR)
    async with process(wild_telegram, tmp_path):
        leader.starts()
        assert (await leader.sees("gardées", seconds=30)).buttons


async def test_what_is_set_up_is_found_right(fake_telegram: FakeTelegram) -> None:
    settings = settings_for(fake_telegram, "webhook")
    async with bot_of(settings) as bot:
        assert 3 == len(await troubles(bot, settings))
        await set_up(bot, settings)
        assert [] == await troubles(bot, settings)


async def test_a_refused_token_is_named(wild_telegram: FakeTelegram) -> None:
    settings = settings_for(wild_telegram)
    wild_telegram.revoke()
    async with bot_of(settings) as bot:
        (found,) = await troubles(bot, settings)
    assert found.startswith("TELEGRAM_BOT_TOKEN")
