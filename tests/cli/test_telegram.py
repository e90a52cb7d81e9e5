"""`alliance telegram check` and `setup`: each state that is not right is said, with its remedy."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from tests.harness.telegram import FakeTelegram, Fault

pytest_plugins = ("tests.harness.telegram.fixtures",)

HOOK = {"TELEGRAM_WEBHOOK_URL": "http://alliance.test/hook", "TELEGRAM_WEBHOOK_SECRET": "s-3"}
#: no setting of this machine
NOTHING = dict.fromkeys((*HOOK, "BIND"))
#: status, what it says, what it complains of
Said = tuple[int, str, str]
Telegram = Callable[..., Awaitable[Said]]


@pytest.fixture
def telegram(wild_telegram: FakeTelegram, folder: Path) -> Telegram:
    """The command, in a thread: the server of the tests lives in this one."""
    token = wild_telegram.bot.token

    async def call(*arguments: str, **settings: str) -> Said:
        told = {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": wild_telegram.url, **settings}
        runner = CliRunner(env={**NOTHING, **told})
        result = await asyncio.to_thread(
            runner.invoke, app, ["telegram", *arguments], prog_name="alliance"
        )
        assert isinstance(result.exception, SystemExit | None)
        assert token not in result.output
        return result.exit_code, result.stdout, result.stderr

    return call


@pytest.mark.parametrize("settings", [{}, HOOK], ids=["polling", "webhook"])
async def test_what_was_set_up_is_right(telegram: Telegram, settings: dict[str, str]) -> None:
    status, said, _ = await telegram("setup", **settings)
    assert 0 == status
    assert "Commands and descriptions are registered" in said
    status, said, _ = await telegram("check", **settings)
    assert (0, "The bot is set up as the settings say.\n") == (status, said)


async def test_a_new_bot_lacks_commands_and_webhook(telegram: Telegram) -> None:
    status, said, _ = await telegram("check", "--json", **HOOK)
    troubles = json.loads(said)["troubles"]
    assert (1, 3) == (status, len(troubles))
    assert troubles[-1].startswith("The webhook is not set")
    assert all("alliance telegram setup" in each for each in troubles)


async def test_the_webhook_of_someone_else_is_named(telegram: Telegram) -> None:
    theirs = {**HOOK, "TELEGRAM_WEBHOOK_URL": "http://theirs.test/hook"}
    await telegram("setup", **theirs)
    for settings in (HOOK, {}):
        status, said, _ = await telegram("check", **settings)
        assert 1 == status
        assert "http://theirs.test/hook" in said


async def test_a_webhook_that_refuses_is_told_in_telegrams_words(
    telegram: Telegram, wild_telegram: FakeTelegram
) -> None:
    """As with another secret than the one that was set up."""
    await telegram("setup", **HOOK)
    assert wild_telegram.bot.webhook is not None
    hook = wild_telegram.bot.webhook
    hook.failed_at, hook.failure = 1.0, "Wrong response from the webhook: 403 Forbidden"
    status, said, _ = await telegram("check", **HOOK)
    assert 1 == status
    assert "403 Forbidden" in said


async def test_missing_kinds_of_updates_are_named(
    telegram: Telegram, wild_telegram: FakeTelegram
) -> None:
    await telegram("setup", **HOOK)
    wild_telegram.bot.updates.allow(["message"])
    status, said, _ = await telegram("check", **HOOK)
    assert 1 == status
    assert "callback_query" in said


async def test_a_token_that_is_refused_is_named(
    telegram: Telegram, wild_telegram: FakeTelegram
) -> None:
    wild_telegram.revoke()
    status, said, _ = await telegram("check")
    assert 1 == status
    assert "TELEGRAM_BOT_TOKEN" in said
    status, _, complaint = await telegram("setup")
    assert 1 == status
    assert said.strip() in complaint


async def test_a_server_that_is_away_is_named(
    telegram: Telegram, wild_telegram: FakeTelegram
) -> None:
    async with wild_telegram.down():
        status, said, _ = await telegram("check")
        assert 1 == status
        assert f"TELEGRAM_API_URL: Nothing answers at {wild_telegram.url}.\n" == said
        status, _, complaint = await telegram("setup")
    assert 1 == status
    assert "alliance telegram check" in complaint


@pytest.mark.parametrize("method", ["getWebhookInfo", "getMyCommands"])
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.CUT_BEFORE, Fault.FLOOD])
async def test_a_server_that_fails_in_between_is_named(
    telegram: Telegram, wild_telegram: FakeTelegram, method: str, fault: Fault
) -> None:
    with wild_telegram.faults.during(fault, method):
        status, said, _ = await telegram("check")
    assert 1 == status
    assert "TELEGRAM_API_URL" in said


async def test_settings_that_cannot_serve_are_named(telegram: Telegram) -> None:
    status, _, complaint = await telegram("check", TELEGRAM_WEBHOOK_URL="https://a.org/hook")
    assert 0 != status
    assert "TELEGRAM_WEBHOOK_SECRET" in complaint
