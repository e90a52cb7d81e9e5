"""The bot as it is served, against the Telegram of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.allowance import Limits
from bot.channels.telegram.client import bot_of
from bot.channels.telegram.profile import set_up
from bot.channels.telegram.service import Service
from bot.conversation import Conversation
from bot.settings import BotSettings
from flows.library import files_of
from storage.database import Database
from storage.guides import Guides
from storage.repositories import revisions
from tests.harness.telegram import FakeTelegram

MODES = ("polling", "webhook")
HOOK, SECRET = "http://alliance.test/hook", "s-3"
TELEGRAMS = Limits()
#: every database of these tests has the shipped flow in it: it is compiled once
GUIDES = Guides()
#: as fast as it goes, for tests that are about something else
UNLIMITED = Limits(
    chat=1e6, chat_burst=1e6, everywhere=1e6, everywhere_burst=1e6, group=1e6, group_burst=1e6
)


@dataclass(slots=True)
class Served:
    service: Service
    database: Database
    task: asyncio.Task[None]
    stop: asyncio.Event
    port: int


def open_database(path: Path) -> Database:
    """A file with the shipped flow, and nobody."""
    file = path / "alliance.db"
    if not file.exists():
        file.write_bytes(published())
    return Database.open(f"sqlite:///{file}")


@cache
def published() -> bytes:
    """Made once, as each step of the schema takes its time."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "alliance.db"
        seeded(Database.open(f"sqlite:///{file}", create=True)).dispose()
        return file.read_bytes()


def seeded(database: Database) -> Database:
    """With the shipped flow."""
    if database.read(lambda store: revisions.live_number(store, "alliance")) is None:
        sources = {name: text.decode() for name, text in files_of("alliance").items()}
        now = datetime.now(UTC)
        database.write(lambda store: revisions.seed(store, "alliance", sources, now=now))
    return database


def settings_for(server: FakeTelegram, mode: str = "polling") -> BotSettings:
    return BotSettings.model_validate(told_to(server.url, server.bot.token, mode))


def told_to(url: str, token: str, mode: str) -> dict[str, str]:
    """The settings of a process, at a port that is free."""
    told = {"telegram_bot_token": token, "telegram_api_url": url, "bind": "127.0.0.1:0"}
    if mode == "polling":
        return told
    hook = {"telegram_webhook_url": HOOK, "telegram_webhook_secret": SECRET}
    return told | hook


@asynccontextmanager
async def serving(
    server: FakeTelegram,
    database: Database,
    mode: str = "polling",
    *,
    limits: Limits = UNLIMITED,
    at: datetime | None = None,
    guides: Guides | None = None,
    desk: str = "",
) -> AsyncIterator[Served]:
    """A process of the bot; `at` is what its clock says, else it tells the time. With guides that
    are ready it begins faster.
    """
    settings = settings_for(server, mode)
    begun = datetime.now(UTC)
    numbers = count(1)
    conversation = Conversation(
        database,
        guides or GUIDES,
        clock=lambda: at + (datetime.now(UTC) - begun) if at else datetime.now(UTC),
        new_id=lambda: f"id{next(numbers):06}{id(server):x}",
        desk=desk,
    )
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    service = Service(settings, conversation, "test", "Europe/Paris", limits, port.set_result)
    service.chance = Random
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    first: list[asyncio.Future[Any]] = [port, task]
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    if port.done() and mode == "webhook":
        server.spread([f"http://127.0.0.1:{port.result()}"])
        async with bot_of(settings) as bot:
            await set_up(bot, settings)
    yield Served(service, database, task, stop, port.result() if port.done() else 0)
    stop.set()
    async with asyncio.timeout(5):
        await asyncio.gather(task, return_exceptions=True)
