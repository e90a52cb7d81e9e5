"""Leaders do what people do, and every update that comes of it is one Telegram could send."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from tests.harness.telegram import (
    FakeTelegram,
    Group,
    Leader,
    NothingCame,
    ToldClock,
)
from tests.harness.telegram.honesty import check_updates

pytest_plugins = ("tests.harness.telegram.fixtures",)


async def test_a_long_text_is_cut_at_words(leader: Leader) -> None:
    text = "L’alliance rassemble. " * 600
    cut = leader.types(text)
    assert all(len(each.text) <= 4096 for each in cut)
    assert text.strip() == " ".join(each.text for each in cut)
    assert ["a" * 4096, "a" * 4] == [each.text for each in leader.types("a" * 4100)]


async def ask(bot: Bot, leader: Leader, text: str = "Oui ou non ?") -> int:
    keys = [InlineKeyboardButton(each, callback_data=each.lower()) for each in ("Oui", "Non")]
    message = await bot.send_message(
        leader.user.id, text, reply_markup=InlineKeyboardMarkup.from_row(keys)
    )
    return message.id


async def test_a_tap_carries_the_data_and_the_message(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    await ask(ptb, leader)
    leader.taps("Non")
    leader.taps("oui")
    _, first, second = await ptb.get_updates()
    assert first.callback_query is not None
    assert second.callback_query is not None
    assert ("non", "oui") == (first.callback_query.data, second.callback_query.data)
    assert first.callback_query.message is not None
    assert 2 == first.callback_query.message.message_id
    assert first.callback_query.chat_instance == second.callback_query.chat_instance
    check_updates(leader.bot.updates.made, ptb)


async def test_a_tap_on_a_message_that_is_gone(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    number = await ask(ptb, leader)
    laptop = leader.device()
    laptop.sleeps()
    await ptb.delete_message(leader.user.id, number)
    laptop.taps("Oui")
    _, update = await ptb.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible
    check_updates(leader.bot.updates.made, ptb)


async def test_a_device_that_slept_taps_what_it_still_shows(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    number = await ask(ptb, leader)
    laptop = leader.device()
    laptop.sleeps()
    await ptb.edit_message_text("C’est oui.", leader.user.id, number)
    assert [] == leader.buttons
    with pytest.raises(NothingCame, match="No button 'Oui'"):
        leader.taps("Oui")
    assert "oui" == laptop.taps("Oui").query.data
    laptop.wakes()
    with pytest.raises(NothingCame):
        laptop.taps("Oui")
    laptop.types("bonjour")


async def test_the_newest_button_is_tapped_unless_told(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    first, second = await ask(ptb, leader, "1 ?"), await ask(ptb, leader, "2 ?")
    old = leader.chat.messages[first]
    assert (second, first) == (
        leader.taps("Oui").query.message.id,
        leader.taps("Oui", on=old).query.message.id,
    )


async def test_a_tap_can_be_answered_for_fifteen_seconds() -> None:
    clock = ToldClock()
    async with (
        FakeTelegram.open(clock=clock) as server,
        Bot(server.bot.token, base_url=server.bot_url) as bot,
    ):
        leader = Leader(server)
        leader.starts()
        await ask(bot, leader)
        soon, late = leader.taps("Oui"), leader.taps("Non")
        clock.advance(15)
        await bot.answer_callback_query(soon.query.id, "Noté")
        assert "Noté" == (await soon.answered()).text
        clock.advance(1)
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(late.query.id)
        assert [] == server.breaches
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(soon.query.id)


async def test_reading_waits_for_what_comes(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    reading = asyncio.create_task(leader.reads())
    number = await ask(ptb, leader)
    assert number == (await reading).id
    seeing = asyncio.create_task(leader.sees("C’est oui"))
    await ptb.edit_message_text("C’est oui.", leader.user.id, number)
    assert (await seeing).edited_at is not None


async def test_waiting_in_vain_tells_what_was_seen(leader: Leader, ptb: Bot) -> None:
    leader.starts()
    await ask(ptb, leader)
    await leader.reads()
    with pytest.raises(NothingCame, match=r"(?s)1 updates are not taken.*\[Oui\].*sendMessage"):
        await leader.reads(seconds=0.01)


async def test_who_blocked_the_bot_cannot_write(leader: Leader) -> None:
    leader.starts()
    leader.blocks()
    with pytest.raises(AssertionError, match="unblocks"):
        leader.types("bonjour")


async def test_a_bot_in_a_group_hears_only_what_is_for_it(
    fake_telegram: FakeTelegram, ptb: Bot
) -> None:
    leader = Leader(fake_telegram, group=Group.new("Bureau"))
    leader.adds_bot()
    await ptb.get_updates(offset=-1)
    leader.types("bonjour à tous")
    leader.types("/start@alliance_bot")
    leader.types("@alliance_bot aide-nous")
    sent = await ptb.send_message(leader.chat.id, "Venez en privé")
    leader.replies_to(leader.chat.messages[sent.id], "d’accord")
    heard = [each.effective_message for each in await ptb.get_updates()]
    assert [None, "/start@alliance_bot", "@alliance_bot aide-nous", "d’accord"] == [
        each and each.text for each in heard
    ]
    check_updates(fake_telegram.bot.updates.made, ptb)
    leader.removes_bot()
    with pytest.raises(Forbidden, match="kicked from the supergroup"):
        await ptb.send_message(leader.chat.id, "Coucou")


async def test_entities_of_what_is_typed_count_in_utf_16(leader: Leader, ptb: Bot) -> None:
    leader.types("😀 /aide et @quelquun")
    (update,) = await ptb.get_updates()
    assert update.message is not None
    found = update.message.parse_entities()
    assert ["/aide", "@quelquun"] == list(found.values())
