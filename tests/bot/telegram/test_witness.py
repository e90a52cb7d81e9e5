"""The whole walk over a Bot API server that others wrote, and that shares nothing with ours.

Not witnessed, since `lo-bot-api-emulator` 0.3.6 has it not: button styles and link previews (taken
out before it looks), descriptions of the bot, its username, markup errors, « message is not
modified », edited messages, blocking, limits. It delivers to a webhook one at a time, and tries
again only at the next update.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import aiohttp
import pytest
from lo_bot_api_emulator.journal import verdict  # type: ignore[import-untyped]

from bot.channels.telegram.client import bot_of
from bot.channels.telegram.reading import ALLOWED
from bot.channels.telegram.service import Service
from bot.conversation import Conversation
from bot.phrases import phrases_in
from bot.settings import BotSettings
from storage.database import Database
from tests.bot.telegram.serving import GUIDES, MODES, UNLIMITED, open_database
from tests.bot.telegram.walker import NOON, Walker, played, turns
from tests.bot.telegram.witness import TOKEN, Emulator, Witness
from tests.harness.telegram import Message, User

#: how each file begins
FILES = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".md": b"# "}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("name", "language"), [("potagers", "fr"), ("allotments", "en")])
async def test_a_leader_walks_to_the_files_over_an_emulator_of_others(
    database: Database, tmp_path: Path, mode: str, name: str, language: str
) -> None:
    """Tapping in French, typing in English."""
    journal = tmp_path / "journal"
    async with (
        Emulator.open(User.new(language=language), journal) as emulator,
        attended(emulator, database, mode),
    ):
        leader = Witness(emulator)
        walker = Walker(leader, phrases_in(language), taps=language == "fr")
        leader.starts()
        for reply, prompt in turns(played(database, name)):
            await walker.does(reply, prompt)
        await leader.sees("/submit", seconds=10)
        for command, shown in (("/draft", "/draft"), ("/submit", "1")):
            leader.types(command)
            await leader.sees(shown, seconds=10)
        leader.types("/export")
        for ending, beginning in FILES.items():
            assert (await content(emulator, leader, ending)).startswith(beginning)
        await asyncio.gather(*leader.delivered)
    judged = verdict(journal, require_response=True, require_methods=["sendDocument"])
    assert [] == judged["refusals"]
    assert judged["ok"], judged


async def content(emulator: Emulator, leader: Witness, ending: str) -> bytes:
    """What a client gets that downloads the file."""

    def holds(message: Message) -> bool:
        return str(message.content.get("document", {}).get("file_name")).endswith(ending)

    number = (await leader.sees(holds, seconds=20)).file_id
    async with aiohttp.ClientSession() as client:
        asked = client.post(f"{emulator.url}/bot{TOKEN}/getFile", json={"file_id": number})
        async with asked as response:
            path = (await response.json())["result"]["file_path"]
        async with client.get(f"{emulator.url}/file/bot{TOKEN}/{path}") as response:
            return await response.read()


@asynccontextmanager
async def attended(emulator: Emulator, database: Database, mode: str) -> AsyncIterator[None]:
    """The bot, as the emulator knows it."""
    hook = {"telegram_webhook_url": "http://127.0.0.1/hook", "telegram_webhook_secret": "s-3"}
    told = {"telegram_bot_token": TOKEN, "telegram_api_url": emulator.url, "bind": "127.0.0.1:0"}
    settings = BotSettings.model_validate(told | (hook if mode == "webhook" else {}))
    begun, numbers = datetime.now(UTC), count(1)
    conversation = Conversation(
        database,
        GUIDES,
        clock=lambda: NOON + (datetime.now(UTC) - begun),
        new_id=lambda: f"witness{next(numbers):06}",
    )
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    service = Service(settings, conversation, "test", "Europe/Paris", UNLIMITED, port.set_result)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(service.run(stop))
        try:
            where = f"http://127.0.0.1:{await port}/hook"
            if mode == "webhook":
                async with bot_of(settings) as bot:
                    await bot.set_webhook(where, secret_token="s-3", allowed_updates=ALLOWED)
            yield
        finally:
            stop.set()
