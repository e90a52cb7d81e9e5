"""The transport tells what is certain from what is not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.channels.telegram.transport import AiohttpRequest, NotDelivered, TooFast, Uncertain
from tests.harness.telegram import FakeTelegram, Fault, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)


@asynccontextmanager
async def client(server: FakeTelegram) -> AsyncIterator[Bot]:
    request = AiohttpRequest(patience=0.5)
    bot = Bot(server.bot.token, base_url=server.bot_url, request=request)
    async with request:
        yield bot


async def test_messages_and_files_arrive(fake_telegram: FakeTelegram, leader: Leader) -> None:
    leader.starts()
    async with client(fake_telegram) as bot:
        await bot.send_message(leader.user.id, "Bonjour")
        await bot.send_document(leader.user.id, b"%PDF", filename="charte.pdf")
    assert "Bonjour" == (await leader.reads()).text
    assert (await leader.reads()).file_id


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (Fault.CUT_BEFORE, Uncertain),
        (Fault.CUT_AFTER, Uncertain),
        (Fault.SLOW, Uncertain),
        (Fault.FLOOD, TooFast),
        (Fault.UNAUTHORIZED, InvalidToken),
    ],
)
async def test_each_fault_is_what_it_is(
    wild_telegram: FakeTelegram, fault: Fault, raised: type[Exception]
) -> None:
    leader = Leader(wild_telegram)
    leader.starts()
    wild_telegram.faults.late = 5.0
    wild_telegram.faults.next("sendMessage", fault)
    async with client(wild_telegram) as bot:
        with pytest.raises(raised) as caught:
            await bot.send_message(leader.user.id, "Bonjour")
    assert wild_telegram.bot.token not in str(caught.value)


async def test_a_server_that_is_down_got_nothing(wild_telegram: FakeTelegram) -> None:
    async with client(wild_telegram) as bot, wild_telegram.down():
        with pytest.raises(NotDelivered):
            await bot.get_me()
