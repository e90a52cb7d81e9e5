"""Whole walks on Telegram, told by the stories of the shipped flow: tapping, and typing."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import charters, contacts, runs
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore
from tests.bot.telegram.serving import MODES, UNLIMITED, open_database, serving
from tests.bot.telegram.walker import NOON, Walker, played, turns
from tests.harness.telegram import FakeTelegram, Leader, Message, User

ROOT = Path(__file__).parents[3]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("name", "language", "way"),
    [("potagers", "fr", "taps"), ("allotments", "en", "types")],
)
async def test_a_leader_walks_from_welcome_to_the_files(
    database: Database, mode: str, name: str, language: str, way: str
) -> None:
    say, story = phrases_in(language), played(database, name)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(FakeTelegram.open(limits=None))
        await stack.enter_async_context(serving(server, database, mode, limits=UNLIMITED, at=NOON))
        leader = Leader(server, User.new(language=language))
        walker = Walker(leader, say, taps=way == "taps")
        leader.starts()
        for reply, prompt in turns(story):
            await walker.does(reply, prompt)
        await leader.sees("/submit", seconds=10)
        await server.settled()
        await ends(leader, database)
        await server.settled()
        assert [] == server.breaches


def holding(ending: str) -> Callable[[Message], bool]:
    """A message with a file of such a name."""

    def holds(message: Message) -> bool:
        return str(message.content.get("document", {}).get("file_name")).endswith(ending)

    return holds


async def ends(leader: Leader, database: Database) -> None:
    leader.types("/draft")
    await leader.sees("/draft", seconds=10)
    leader.types("/submit")
    await leader.sees("1", seconds=10)
    leader.types("/export")
    for ending in (".pdf", ".docx", ".md"):
        await leader.sees(holding(ending), seconds=20)
    (sent,) = database.read(lambda store: charters.recent(store, limit=5))
    assert 1 == sent.number


@pytest.mark.timeout(180)
async def test_processes_that_are_killed_lose_nothing(
    database: Database, tmp_path: Path, kills: int
) -> None:
    story = played(database, "potagers")
    async with FakeTelegram.open(limits=None) as server:
        leaders = [Leader(server) for _ in range(3)]
        killer = asyncio.create_task(kill_again_and_again(server, tmp_path, kills))
        walks = [walk(leader, database) for leader in leaders]
        await asyncio.gather(*walks)
        killer.cancel()
        await asyncio.gather(killer, return_exceptions=True)
        assert [] == server.breaches
    for leader in leaders:
        assert story.run.answers == run_of(database, leader).run.answers


async def walk(leader: Leader, database: Database) -> None:
    walker = Walker(leader, phrases_in("fr"), taps=False)
    leader.starts()
    for reply, prompt in turns(played(database, "potagers")):
        await walker.does(reply, prompt)
    await leader.sees("/submit", seconds=20)


async def kill_again_and_again(server: FakeTelegram, folder: Path, kills: int) -> None:
    """The last process is left alone, until this is cancelled."""
    chance = random.Random(7)
    address = f"sqlite:///{folder / 'alliance.db'}"
    ahead = (NOON - datetime.now(UTC)).total_seconds()  # the same for all: time goes forward
    told = (address, server.url, server.bot.token, str(ahead))
    for number in range(kills + 1):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bot.telegram.process", *told, cwd=ROOT
        )
        try:
            await asyncio.sleep(chance.uniform(1.5, 4) if number < kills else 1_000)
        finally:
            process.kill()
            await process.wait()


def run_of(database: Database, leader: Leader) -> StoredRun:
    def find(store: ReadStore) -> StoredRun | None:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        return None if contact is None else runs.active(store, contact.id)

    found = database.read(find)
    assert found is not None
    return found
