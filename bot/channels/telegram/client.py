"""Calling the Bot API server, and getting to know each other first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.transport import AiohttpRequest
from bot.settings import BotSettings
from telemetry.figures import Figures

__all__ = ["bot_of", "is_met", "is_met_before"]

#: seconds between two tries to reach the server at the beginning
PAUSE = 2.0


@asynccontextmanager
async def bot_of(settings: BotSettings, figures: Figures | None = None) -> AsyncIterator[Bot]:
    """A client of the server that the settings name."""
    root = settings.telegram_api_url
    async with AiohttpRequest(figures) as calls, AiohttpRequest(figures) as polls:
        yield Bot(
            settings.telegram_bot_token.get_secret_value(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=calls,
            get_updates_request=polls,
        )


async def is_met(bot: Bot) -> bool:
    """Learn the bot's own name; whether the server told it. Raises InvalidToken."""
    try:
        await bot.get_me()
    except InvalidToken:
        raise
    except TelegramError as error:
        structlog.get_logger().warning("no server", error=type(error).__name__)
        return False
    return True


async def is_met_before(bot: Bot, stop: asyncio.Event) -> bool:
    """Try again and again; whether the bot's name was learnt before the stop."""
    while not stop.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(PAUSE):
                await stop.wait()
                return False
        if await is_met(bot):
            return True
    return False
