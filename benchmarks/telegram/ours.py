"""Our bot as `alliance serve` runs it, without the limits that Telegram sets: the server of the
benchmark has none, and would only measure the waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from pathlib import Path

from bot.allowance import Limits
from bot.channels.telegram.service import Service
from bot.settings import BotSettings
from cli.talking import TIMEZONE, conversation_on
from storage.database import Database

FAST = 1e6
UNLIMITED = Limits(FAST, FAST, FAST, FAST, FAST, FAST)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("token")
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    settings = BotSettings.model_validate(
        {"telegram_api_url": given.root, "telegram_bot_token": given.token}
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    with Database.open(f"sqlite:///{given.file}") as database:
        conversation = conversation_on(database)
        await Service(settings, conversation, "benchmark", TIMEZONE, UNLIMITED).run(stop)


if __name__ == "__main__":
    asyncio.run(main())
