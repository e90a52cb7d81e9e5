"""Faults: each does what it says, and a seed says when."""

from __future__ import annotations

import asyncio
from collections import Counter

import aiohttp
import pytest
from telegram import Bot
from telegram.error import (
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from tests.harness.telegram import Account, Call, FakeTelegram, Fault, FaultPlan, Leader
from tests.harness.telegram.faults import CALL_FAULTS
from tests.harness.telegram.methods import HANDLERS
from tests.harness.telegram.world import World

pytest_plugins = ("tests.harness.telegram.fixtures",)
# python-telegram-bot warns whoever is told how long to wait.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")

#: what python-telegram-bot makes of each, and whether the message was sent
OUTCOMES = [
    (Fault.SERVER_ERROR, NetworkError, False),
    (Fault.FLOOD, RetryAfter, False),
    (Fault.CUT_BEFORE, NetworkError, False),
    (Fault.STUCK, NetworkError, False),
    (Fault.CUT_AFTER, NetworkError, True),
    (Fault.UNAUTHORIZED, InvalidToken, False),
    (Fault.NOT_FOUND, InvalidToken, False),
    (Fault.CONFLICT, Conflict, False),
]


@pytest.mark.parametrize(("fault", "error", "sent"), OUTCOMES)
async def test_each_fault_does_what_it_says(
    fake_telegram: FakeTelegram,
    leader: Leader,
    ptb: Bot,
    fault: Fault,
    error: type[Exception],
    *,
    sent: bool,
) -> None:
    leader.starts()
    fake_telegram.faults.next("sendMessage", fault)
    with pytest.raises(error):
        await ptb.send_message(leader.user.id, "Alors ?")
    assert sent == bool(leader.unread)
    (call,) = fake_telegram.log.matching(("sendMessage",), None)
    assert (sent, False) == (call.executed, call.certain and call.executed)


async def test_a_poll_whose_answer_is_lost_is_answered_again(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    fake_telegram.faults.next("getUpdates", Fault.CUT_AFTER)
    with pytest.raises(NetworkError):
        await ptb.get_updates()
    assert 1 == len(await ptb.get_updates())


async def test_a_duplicate_comes_again_once_confirmed(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    fake_telegram.faults.next("update", Fault.DUPLICATE)
    leader.starts()
    (update,) = await ptb.get_updates()
    assert (update,) == await ptb.get_updates(offset=update.update_id + 1)
    assert 1 == fake_telegram.faults.met[Fault.DUPLICATE]
    assert () == await ptb.get_updates(offset=update.update_id + 1)


async def test_a_flooded_chat_stays_shut_and_others_do_not(
    fake_telegram: FakeTelegram, ptb: Bot
) -> None:
    hers, his = Leader(fake_telegram), Leader(fake_telegram)
    hers.starts()
    his.starts()
    fake_telegram.faults.next("sendMessage", Fault.FLOOD)
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await ptb.send_message(hers.user.id, "Alors ?")
    await ptb.send_message(his.user.id, "Alors ?")
    assert (0, 1) == (len(hers.unread), len(his.unread))


async def test_a_server_that_is_down_comes_back(
    fake_telegram: FakeTelegram, leader: Leader, ptb: Bot
) -> None:
    leader.starts()
    async with fake_telegram.down():
        with pytest.raises(NetworkError):
            await ptb.get_updates()
    assert 1 == len(await ptb.get_updates())


async def test_a_fault_lasts_for_as_long_as_the_test_says(
    fake_telegram: FakeTelegram, ptb: Bot
) -> None:
    with fake_telegram.faults.during(Fault.SERVER_ERROR):
        for _ in range(3):
            with pytest.raises(NetworkError):
                await ptb.get_me()
    assert ptb.id == (await ptb.get_me()).id


async def run_of(seed: int) -> list[Fault | None]:
    """The faults of a walk in which calls of several kinds leave together."""
    plan = FaultPlan.of_each(0.15, seed=seed, late=0.0)
    async with FakeTelegram.open(faults=plan, limits=None) as server:
        leader = Leader(server)
        leader.starts()
        url = f"{server.bot_url}{server.bot.token}"
        for number in range(12):
            calls = [
                post(f"{url}/sendMessage", chat_id=str(leader.user.id), text=f"{number}"),
                post(f"{url}/sendChatAction", chat_id=str(leader.user.id), action="typing"),
            ]
            await asyncio.gather(*calls)
        return [each.fault for method in METHODS for each in server.log.matching((method,), None)]


METHODS = ("sendMessage", "sendChatAction")


async def post(url: str, **fields: str) -> None:
    async with aiohttp.ClientSession() as client:
        try:
            async with client.post(url, data=fields) as response:
                await response.read()
        except aiohttp.ClientError:
            return


async def test_a_seed_makes_the_same_faults_again() -> None:
    first, again, other = await run_of(1), await run_of(1), await run_of(2)
    assert first == again
    assert first != other
    assert {None, *first} > {None}


def test_each_fault_comes_as_often_as_its_rate() -> None:
    plan = FaultPlan.of_each(0.1, seed=7)
    seen = Counter(plan.for_call("sendMessage") for _ in range(5_000))
    assert all(400 < seen[fault] < 600 for fault in CALL_FAULTS)
    assert {*CALL_FAULTS, None} == set(seen)


def test_a_method_may_have_rates_of_its_own() -> None:
    plan = FaultPlan(
        rates={Fault.SLOW: 1.0}, by_method={"getMe": {}, "getUpdates": {Fault.CONFLICT: 1.0}}
    )
    assert Fault.SLOW == plan.for_call("sendMessage")
    assert None is plan.for_call("getMe")
    assert Fault.CONFLICT == plan.for_call("getUpdates")


async def test_a_fault_of_the_harness_itself_fails_the_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(HANDLERS, "getMe", broken)
    server = FakeTelegram()
    await server.start()
    await post(f"{server.bot_url}{server.bot.token}/getMe")
    with pytest.raises(ExceptionGroup, match="the fake Telegram broke"):
        await server.stop()


def broken(world: World, account: Account, call: Call) -> object:
    raise KeyError(call.method)
