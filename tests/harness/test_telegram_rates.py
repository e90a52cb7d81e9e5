"""How fast a bot may send, and that whoever passes it is seen."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from tests.harness.telegram import FakeTelegram, Fault, Group, Leader

# python-telegram-bot warns whoever is told how long to wait.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


class Watch:
    """Tells the rates what time it is."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("messages", "pause", "passed"),
    [(5, 0.0, 0), (6, 0.0, 1), (12, 1.0, 0), (9, 0.5, 0), (20, 0.5, 6)],
)
async def test_a_chat_takes_one_message_a_second_and_a_small_burst(
    messages: int, pause: float, passed: int
) -> None:
    watch = Watch()
    async with FakeTelegram.open(watch=watch) as server:
        leader = Leader(server)
        leader.starts()
        async with Bot(server.bot.token, base_url=server.bot_url) as bot:
            for number in range(messages):
                await bot.send_message(leader.user.id, f"{number}")
                watch.now += pause
        assert passed == len(server.breaches)
        assert all("1 message a second" in each.what for each in server.breaches)


async def test_all_chats_together_take_thirty_messages_a_second() -> None:
    watch = Watch()
    async with (
        FakeTelegram.open(watch=watch) as server,
        Bot(server.bot.token, base_url=server.bot_url) as bot,
    ):
        for number in range(31):
            leader = Leader(server)
            leader.starts()
            await bot.send_message(leader.user.id, f"{number}")
        assert ["more than 30 messages in one second"] == [each.what for each in server.breaches]


async def test_a_group_takes_twenty_messages_a_minute() -> None:
    watch = Watch()
    async with (
        FakeTelegram.open(watch=watch) as server,
        Bot(server.bot.token, base_url=server.bot_url) as bot,
    ):
        leader = Leader(server, group=Group.new())
        leader.adds_bot()
        for number in range(21):
            await bot.send_message(leader.chat.id, f"{number}")
            watch.now += 2
        (breach,) = server.breaches
        assert "more than 20 messages a minute" in breach.what


async def test_a_chat_told_to_wait_must_be_left_alone() -> None:
    watch = Watch()
    async with (
        FakeTelegram.open(watch=watch) as server,
        Bot(server.bot.token, base_url=server.bot_url) as bot,
    ):
        leader = Leader(server)
        leader.starts()
        server.faults.retry_after = 10
        server.faults.next("sendMessage", Fault.FLOOD)
        for seconds in (0.0, 0.4, 5.0):
            watch.now += seconds
            with pytest.raises(RetryAfter):
                await bot.send_message(leader.user.id, "Alors ?")
        (breach,) = server.breaches
        assert "to be left alone" in breach.what
        watch.now += 5
        await bot.send_message(leader.user.id, "Alors ?")


@pytest.mark.parametrize(("killed", "breaches"), [(False, 1), (True, 0)])
async def test_a_chat_told_to_wait_is_left_alone_by_whoever_could_note_it(
    killed: bool,  # noqa: FBT001
    breaches: int,
) -> None:
    watch = Watch()
    async with FakeTelegram.open(watch=watch) as server:
        leader = Leader(server)
        leader.starts()
        async with Bot(server.bot.token, base_url=server.bot_url) as bot:
            server.faults.next("sendMessage", Fault.FLOOD)
            with pytest.raises(RetryAfter):
                await bot.send_message(leader.user.id, "first")
            if killed:
                server.doubt(seconds=1)
            watch.now += 0.9
            with pytest.raises(RetryAfter):
                await bot.send_message(leader.user.id, "second")
        assert breaches == len(server.breaches)
