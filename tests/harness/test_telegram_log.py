"""The log tells what was repeated without need from what could not be known."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TimedOut

from tests.harness.telegram import FakeTelegram, Fault, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)


async def test_a_slow_answer_is_an_uncertain_one(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    fake_telegram.faults.next("sendMessage", Fault.SLOW)
    with pytest.raises(TimedOut):
        await ptb.send_message(leader.user.id, "Alors ?", read_timeout=0.05)
    await ptb.send_message(leader.user.id, "Alors ?")
    (repeat,) = fake_telegram.log.repeats()
    assert (True, ["Alors ?"] * 2) == (repeat.excused, [each.text for each in leader.unread])


async def test_a_repeat_of_what_was_certain_is_not_excused(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    for _ in range(2):
        await ptb.send_message(leader.user.id, "Alors ?")
    (repeat,) = fake_telegram.log.repeats()
    assert not repeat.excused
    fake_telegram.log.doubt(seconds=60)
    assert repeat.excused


async def test_a_lost_answer_excuses_a_second_edit(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    sent = await ptb.send_message(leader.user.id, "Alors ?")
    fake_telegram.faults.next("editMessageText", Fault.CUT_AFTER)
    with pytest.raises(NetworkError):
        await sent.edit_text("Alors ? Oui.")
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("Alors ? Oui.")


async def test_calls_are_numbered_as_they_arrive(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    await ptb.send_message(leader.user.id, "un")
    fake_telegram.faults.next("sendMessage", Fault.CUT_BEFORE)
    with pytest.raises(NetworkError):
        await ptb.send_message(leader.user.id, "deux")
    await ptb.send_message(leader.user.id, "trois")
    log = fake_telegram.log
    assert [1, 2, 3, 4] == [each.number for each in log.calls]
    sent = log.of("sendMessage", chat=leader.user.id)
    assert ["un", "trois"] == [each.params["text"] for each in sent]
    assert [] == log.repeats()
