"""`alliance telegram`: see whether the bot is set up right, and set it up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from cli.errors import CommandError
from cli.exits import Exit
from cli.output import JsonOption, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import BotSettings

__all__ = ["BadBotSetting", "app", "bot_settings"]

app = typer.Typer(help="Check and set up the bot.", no_args_is_help=True, add_completion=False)


class BadBotSetting(CommandError):
    """{reason}"""


class NotSetUp(CommandError):
    """The Bot API server did not take it ({reason}): see « alliance telegram check »."""

    exit = Exit.NO


@app.command()
def check(*, as_json: JsonOption = False) -> None:
    """Say whether token, server, webhook and commands are right; it ends with 1 when not.

    With --json: troubles.
    """
    found = asyncio.run(_troubles(bot_settings()))
    if as_json:
        print_json({"troubles": list(found)})
    else:
        for line in found or ["The bot is set up as the settings say."]:
            say(line)
    if found:
        raise typer.Exit(Exit.NO)


@app.command()
def setup() -> None:
    """Register commands and descriptions, in each language, and the webhook.

    Without TELEGRAM_WEBHOOK_URL the old webhook is taken away: the bot then asks for updates.
    Do it after each upgrade, and only once for all the processes.
    """
    settings = bot_settings()
    reason = asyncio.run(_set_up(settings))
    if reason:
        raise NotSetUp(reason=reason)
    how = f"posts to {settings.telegram_webhook_url}" if settings.telegram_webhook_url else "polls"
    say(f"Commands and descriptions are registered, and the bot {how}.")


def bot_settings() -> BotSettings:
    """The settings of the bot.

    Raises:
        BadBotSetting: one of them cannot serve; the message names it.
    """
    from pydantic import ValidationError

    from bot.settings import BotSettings

    try:
        return BotSettings()
    except ValidationError as error:
        reasons = [str(found["ctx"]["error"]) for found in error.errors() if "ctx" in found]
        raise BadBotSetting(reason="\n".join(reasons) or str(error)) from error


async def _troubles(settings: BotSettings) -> Sequence[str]:
    from bot.channels.telegram.profile import troubles
    from bot.channels.telegram.service import bot_of

    async with bot_of(settings) as bot:
        return await troubles(bot, settings)


async def _set_up(settings: BotSettings) -> str:
    """Why it failed; empty when it did not."""
    from bot.channels.telegram.profile import registered
    from bot.channels.telegram.service import bot_of

    async with bot_of(settings) as bot:
        return await registered(bot, settings)
