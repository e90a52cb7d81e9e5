"""A process of the bot: address, server, token, and the seconds that its clock is ahead."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from bot.channels.telegram.service import Service
from bot.conversation import Conversation
from bot.settings import BotSettings
from storage.database import Database
from storage.guides import Guides
from tests.bot.telegram.serving import UNLIMITED


async def serve(database: Database, settings: BotSettings, ahead: timedelta) -> None:
    conversation = Conversation(
        database,
        Guides(),
        clock=lambda: datetime.now(UTC) + ahead,
        new_id=lambda: token_urlsafe(16),
    )
    service = Service(settings, conversation, f"process {os.getpid()}", "Europe/Paris", UNLIMITED)
    await service.run(asyncio.Event())


if __name__ == "__main__":
    address, url, token, seconds = sys.argv[1:]
    told = {"telegram_bot_token": token, "telegram_api_url": url}
    with Database.open(address) as opened:
        given = BotSettings.model_validate(told)
        asyncio.run(serve(opened, given, timedelta(seconds=float(seconds))))
