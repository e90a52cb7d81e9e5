"""A process of the bot whose clock begins at a given time: address, server, token, moment."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from secrets import token_urlsafe

from bot.channels.telegram.service import Service
from bot.conversation import Conversation
from bot.settings import BotSettings
from storage.database import Database
from storage.guides import Guides
from tests.bot.telegram.serving import UNLIMITED


async def serve(database: Database, settings: BotSettings, at: datetime) -> None:
    begun = datetime.now(UTC)
    conversation = Conversation(
        database,
        Guides(),
        clock=lambda: at + (datetime.now(UTC) - begun),
        new_id=lambda: token_urlsafe(16),
    )
    service = Service(settings, conversation, f"process {os.getpid()}", "Europe/Paris", UNLIMITED)
    await service.run(asyncio.Event())


if __name__ == "__main__":
    address, url, token, moment = sys.argv[1:]
    told = {"telegram_bot_token": token, "telegram_api_url": url}
    with Database.open(address) as opened:
        given = BotSettings.model_validate(told)
        asyncio.run(serve(opened, given, datetime.fromisoformat(moment)))
