"""Delivery to a webhook: the secret, the order, the retries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from tests.harness.telegram import FakeTelegram, Fault, Leader, ToldClock
from tests.harness.telegram.receiver import Receiver

pytest_plugins = ("tests.harness.telegram.fixtures",)

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="yes")]])


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver.open() as receiver:
        yield receiver


async def test_updates_come_with_the_secret(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    leader.types("avant")
    await ptb.set_webhook(f"{receiver.root}/hook", secret_token="s-3")
    leader.types("après")
    texts = [each["message"]["text"] for each in await receiver.receives(2)]
    assert (["avant", "après"], ["s-3", "s-3"]) == (texts, receiver.secrets)
    await fake_telegram.settled()
    info = await ptb.get_webhook_info()
    assert (f"{receiver.root}/hook", 0, None) == (
        info.url,
        info.pending_update_count,
        info.last_error_message,
    )


async def test_an_update_that_is_refused_comes_again(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    receiver.answers = [(500, ""), (503, "3"), (429, ""), (200, "")]
    await ptb.set_webhook(f"{receiver.root}/hook")
    leader.types("un")
    leader.types("deux")
    updates = await receiver.receives(5)
    assert ["un"] * 4 + ["deux"] == [each["message"]["text"] for each in updates]
    await fake_telegram.settled()
    told = (await ptb.get_webhook_info()).last_error_message
    assert "Wrong response from the webhook: 429 Too Many Requests" == told


async def test_taps_overtake_texts_but_texts_stay_in_order(
    leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    leader.starts()
    await ptb.send_message(leader.user.id, "Alors ?", reply_markup=YES)
    receiver.held["message"] = asyncio.Event()
    await ptb.set_webhook(f"{receiver.root}/hook")
    leader.types("attends")
    leader.taps("Oui")
    assert ["message", "callback_query"] == kinds(await receiver.receives(2))
    receiver.held["message"].set()
    assert ["message", "callback_query", "message"] == kinds(await receiver.receives(3))


async def test_one_failing_chat_holds_up_no_other(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    other = Leader(fake_telegram)
    receiver.held["message"] = asyncio.Event()
    await ptb.set_webhook(f"{receiver.root}/hook")
    leader.types("un")
    other.types("deux")
    texts = {each["message"]["text"] for each in await receiver.receives(2)}
    assert {"un", "deux"} == texts
    receiver.held["message"].set()


async def test_no_more_connections_than_was_asked_for(
    fake_telegram: FakeTelegram, ptb: Bot, receiver: Receiver
) -> None:
    receiver.held["message"] = asyncio.Event()
    await ptb.set_webhook(f"{receiver.root}/hook", max_connections=2)
    for _ in range(5):
        Leader(fake_telegram).starts()
    assert 2 == len(await receiver.receives(2))
    receiver.held["message"].set()
    assert 5 == len(await receiver.receives(5))


async def test_processes_behind_one_address_take_turns(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    async with Receiver.open() as second:
        fake_telegram.spread([receiver.root, second.root])
        await ptb.set_webhook("http://alliance.test/hook")
        for number in range(4):
            leader.types(f"{number}")
        await receiver.receives(2)
        await second.receives(2)
    assert ["0", "2"] == [each["message"]["text"] for each in receiver.updates]


async def test_a_duplicate_reaches_two_processes_at_once(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    async with Receiver.open() as second:
        fake_telegram.spread([receiver.root, second.root])
        await ptb.set_webhook("http://alliance.test/hook")
        fake_telegram.faults.next("update", Fault.DUPLICATE)
        leader.types("un")
        assert await receiver.receives(1) == await second.receives(1)
        await fake_telegram.settled()


async def test_a_delayed_update_is_overtaken_by_those_of_other_chats(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot, receiver: Receiver
) -> None:
    await ptb.set_webhook(f"{receiver.root}/hook")
    fake_telegram.faults.next("update", Fault.DELAY)
    leader.types("un")
    leader.types("deux")
    Leader(fake_telegram).types("trois")
    texts = [each["message"]["text"] for each in await receiver.receives(3)]
    assert ["trois", "un", "deux"] == texts


async def test_an_update_too_old_is_given_up(receiver: Receiver) -> None:
    clock = ToldClock()
    async with (
        FakeTelegram.open(clock=clock) as server,
        Bot(server.bot.token, base_url=server.bot_url) as bot,
    ):
        leader = Leader(server)
        receiver.held["message"] = asyncio.Event()
        receiver.answers = [(500, "")]
        await bot.set_webhook(f"{receiver.root}/hook")
        leader.types("trop tard")
        await receiver.receives(1)
        clock.advance(86_401)
        receiver.held["message"].set()
        await server.settled()
        assert 1 == len(receiver.updates)


async def test_an_odd_update_is_delivered_as_it_is(
    fake_telegram: FakeTelegram, ptb: Bot, receiver: Receiver
) -> None:
    await ptb.set_webhook(f"{receiver.root}/hook")
    body = {"message": {"chat": "là"}, "hologram": []}
    fake_telegram.inject(json.loads(json.dumps(body)))
    (update,) = await receiver.receives(1)
    assert body | {"update_id": update["update_id"]} == update


async def test_nobody_at_the_address_is_told_in_the_info(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    await ptb.set_webhook("http://127.0.0.1:9/hook")
    leader.types("un")
    await fake_telegram.bot.updates.changes.until(
        lambda: (fake_telegram.bot.webhook and fake_telegram.bot.webhook.failure) or None, seconds=5
    )
    info = await ptb.get_webhook_info()
    assert info.last_error_message is not None
    assert "Connection failed" in info.last_error_message
    await ptb.delete_webhook(drop_pending_updates=True)
    assert 0 == (await ptb.get_webhook_info()).pending_update_count


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    return [next(name for name in each if name != "update_id") for each in updates]
