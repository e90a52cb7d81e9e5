"""getUpdates, as the real server does it."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Conflict

from tests.harness.telegram import FakeTelegram, Leader, ToldClock
from tests.harness.telegram.updates import FUTURE

pytest_plugins = ("tests.harness.telegram.fixtures",)


async def test_an_offset_confirms_what_is_below_when_it_arrives(leader: Leader, ptb: Bot) -> None:
    for number in range(3):
        leader.types(f"{number}")
    first, second, third = await ptb.get_updates()
    assert [first, second] == list(await ptb.get_updates(limit=2))
    assert [third] == list(await ptb.get_updates(offset=third.update_id))
    assert [third] == list(await ptb.get_updates())
    assert [] == list(await ptb.get_updates(offset=third.update_id + 1))


async def test_a_negative_offset_keeps_only_the_last(leader: Leader, ptb: Bot) -> None:
    leader.types("un")
    leader.types("deux")
    (kept,) = await ptb.get_updates(offset=-1)
    assert kept.message is not None
    assert "deux" == kept.message.text
    assert (kept,) == await ptb.get_updates()


async def test_an_offset_in_the_future_confirms_nothing(leader: Leader, ptb: Bot) -> None:
    leader.types("un")
    (update,) = await ptb.get_updates()
    assert (update,) == await ptb.get_updates(offset=update.update_id + FUTURE + 2)


async def test_a_poll_waits_for_what_comes(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    poll = asyncio.create_task(ptb.get_updates(timeout=5))
    await fake_telegram.polled()
    leader.types("bonjour")
    (update,) = await poll
    assert update.message is not None
    assert "bonjour" == update.message.text


async def test_a_second_poll_ends_the_first(fake_telegram: FakeTelegram, ptb: Bot) -> None:
    first = asyncio.create_task(ptb.get_updates(timeout=5))
    await fake_telegram.polled()
    async with Bot(fake_telegram.bot.token, base_url=fake_telegram.bot_url) as other:
        assert () == await other.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_a_webhook_and_polling_exclude_each_other(
    fake_telegram: FakeTelegram, ptb: Bot
) -> None:
    poll = asyncio.create_task(ptb.get_updates(timeout=5))
    await fake_telegram.polled()
    await ptb.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="while webhook is active"):
        await ptb.get_updates()
    await ptb.delete_webhook()
    assert () == await ptb.get_updates()


async def test_allowed_updates_hold_until_they_are_changed(leader: Leader, ptb: Bot) -> None:
    await ptb.get_updates(allowed_updates=["message"])
    leader.starts()
    leader.edits("/start")
    leader.blocks()
    assert 1 == len(await ptb.get_updates())
    await ptb.get_updates(allowed_updates=[])
    leader.unblocks()
    assert 2 == len(await ptb.get_updates())


async def test_taps_expire_sooner_than_messages() -> None:
    clock = ToldClock()
    async with FakeTelegram.open(clock=clock) as server:
        leader = Leader(server)
        leader.starts()
        async with Bot(server.bot.token, base_url=server.bot_url) as bot:
            yes = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Oui", callback_data="1"))
            await bot.send_message(leader.user.id, "Alors ?", reply_markup=yes)
            leader.taps("Oui")
            clock.advance(151)
            assert ["message"] == [kind(each.to_dict()) for each in await bot.get_updates()]
            clock.advance(86_400)
            assert () == await bot.get_updates()


def kind(update: dict[str, object]) -> str:
    return next(name for name in update if name != "update_id")
