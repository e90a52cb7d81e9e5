"""A small bot and a leader, over polling and over a webhook: how scenarios are written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import NetworkError, RetryAfter
from telegram.helpers import mention_html

from tests.harness.telegram import FakeTelegram, Fault, FaultPlan, Leader, User

pytest_plugins = ("tests.harness.telegram.fixtures",)
# python-telegram-bot warns whoever is told how long to wait.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")

MODES = ("polling", "webhook")
YES_NO = InlineKeyboardMarkup.from_row(
    [InlineKeyboardButton(each, callback_data=each) for each in ("Oui", "Non")]
)


async def respond(bot: Bot, update: Update) -> None:
    """The whole bot: a greeting, a question, and a note of the answer."""
    query, message, user = update.callback_query, update.message, update.effective_user
    if query is not None and query.message is not None:
        await query.answer("Noté")
        await bot.edit_message_text(
            f"Prêts ? <b>{query.data}</b>",
            query.message.chat.id,
            query.message.message_id,
            parse_mode=ParseMode.HTML,
        )
    elif message is not None and user is not None:
        greeting = f"Bonjour {mention_html(user.id, user.full_name)}. <b>Prêts ?</b>"
        await bot.send_message(
            message.chat_id, greeting, parse_mode=ParseMode.HTML, reply_markup=YES_NO
        )


async def poll(bot: Bot) -> None:
    offset = 0
    while True:
        with suppress(NetworkError, RetryAfter):
            for update in await bot.get_updates(offset=offset, timeout=10):
                offset = update.update_id + 1
                await respond(bot, update)


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    task = asyncio.create_task(poll(bot))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def webhook(bot: Bot) -> AsyncIterator[None]:
    async def take(request: web.Request) -> web.Response:
        await respond(bot, Update.de_json(await request.json(), bot))
        return web.Response()

    app = web.Application()
    app.router.add_post("/telegram", take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/telegram")
        yield
    finally:
        await runner.cleanup()


def running(bot: Bot, mode: str) -> AbstractAsyncContextManager[None]:
    return polling(bot) if mode == "polling" else webhook(bot)


@pytest.mark.parametrize("mode", MODES)
async def test_a_leader_answers_by_tapping(
    fake_telegram: FakeTelegram, ptb: Bot, mode: str
) -> None:
    leader = Leader(fake_telegram, User.new("<Zoé>", "& Cie"))
    async with running(ptb, mode):
        leader.starts()
        question = await leader.reads()
        assert "Bonjour <Zoé> & Cie. Prêts ?" == question.text
        assert ["Prêts ?"] == question.styled("bold")

        toast = await leader.taps("Oui").answered()
        assert "Noté" == toast.text
        assert "Prêts ? Oui" == (await leader.sees("Oui")).text
        assert [] == leader.buttons
        await fake_telegram.settled()
    assert [] == leader.unread


@pytest.mark.parametrize("mode", MODES)
async def test_many_leaders_are_answered_at_once(
    fake_telegram: FakeTelegram, ptb: Bot, mode: str
) -> None:
    leaders = [Leader(fake_telegram) for _ in range(20)]
    async with running(ptb, mode):
        for leader in leaders:
            leader.starts()
        for message in await asyncio.gather(*(each.reads() for each in leaders)):
            assert 2 == len(message.buttons)


async def test_polls_that_fail_lose_nothing() -> None:
    often = {Fault.CUT_AFTER: 0.3, Fault.CUT_BEFORE: 0.2, Fault.SERVER_ERROR: 0.2}
    plan = FaultPlan(seed=3, by_method={"getUpdates": often, "update": {Fault.DUPLICATE: 0.3}})
    async with (
        FakeTelegram.open(faults=plan, limits=None) as server,
        Bot(server.bot.token, base_url=server.bot_url) as bot,
        polling(bot),
    ):
        leader = Leader(server)
        for number in range(20):
            leader.types(f"{number}")
            await leader.reads()
        await server.settled()
        faults = {each.fault for each in server.log.matching(("getUpdates",), None)}
        assert {*often} <= faults
        assert [] == server.breaches
