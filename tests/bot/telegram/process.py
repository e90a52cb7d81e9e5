"""A process of the bot: `python -m tests.bot.telegram.process` and the arguments of `Told`.

It writes its port once updates can come.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

import structlog

from bot.channels.telegram.service import Service
from bot.conversation import Conversation
from bot.settings import BotSettings
from storage.database import Database
from storage.guides import Guides
from tests.bot.telegram.serving import TELEGRAMS, UNLIMITED, told_to


@dataclass(frozen=True, slots=True)
class Told:
    """What its command line says."""

    address: str
    url: str
    token: str
    #: seconds by which its clock is ahead
    ahead: str = "0"
    #: polling, or webhook
    way: str = "polling"
    #: limited, or unlimited
    pace: str = "unlimited"

    @property
    def arguments(self) -> tuple[str, ...]:
        return (self.address, self.url, self.token, self.ahead, self.way, self.pace)


async def serve(database: Database, told: Told) -> None:
    ahead = timedelta(seconds=float(told.ahead))
    conversation = Conversation(
        database,
        Guides(),
        clock=lambda: datetime.now(UTC) + ahead,
        new_id=lambda: token_urlsafe(16),
    )
    service = Service(
        BotSettings.model_validate(told_to(told.url, told.token, told.way)),
        conversation,
        f"process {os.getpid()}",
        "Europe/Paris",
        TELEGRAMS if told.pace == "limited" else UNLIMITED,
        lambda port: print(port, flush=True),  # noqa: T201  the test reads it
    )
    await service.run(asyncio.Event())


if __name__ == "__main__":
    # Its port is all that it writes to who began it.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    given = Told(*sys.argv[1:])
    with Database.open(given.address) as opened:
        asyncio.run(serve(opened, given))
