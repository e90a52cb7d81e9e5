"""Our bot as `alliance serve` runs it, without the limits that Telegram sets: the server of the
benchmark has none, and would only measure the waiting.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys

import structlog

from bot.allowance import Limits
from bot.channels.telegram.service import Service
from bot.settings import BotSettings
from cli.looping import run
from cli.talking import TIMEZONE, conversation_on
from storage.database import Database

FAST = 1e6
UNLIMITED = Limits(FAST, FAST, FAST, FAST, FAST, FAST)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("token")
    parser.add_argument("database")
    parser.add_argument("--webhook", nargs=2, default=["", ""], metavar=("URL", "SECRET"))
    given = parser.parse_args()
    url, secret = given.webhook
    settings = BotSettings.model_validate(
        {
            "telegram_api_url": given.root,
            "telegram_bot_token": given.token,
            "telegram_webhook_url": url,
            "telegram_webhook_secret": secret,
            "bind": "127.0.0.1:0",
        }
    )
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    with Database.open(given.database) as database:
        conversation = conversation_on(database)
        service = Service(settings, conversation, f"{os.getpid()}", TIMEZONE, UNLIMITED, _tell)
        await service.run(stop)


def _tell(port: int) -> None:
    print(port, flush=True)


if __name__ == "__main__":
    run(main())
