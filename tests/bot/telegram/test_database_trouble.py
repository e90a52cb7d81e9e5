"""A database that is locked, full or silent: people are answered once it is well."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import TypeVar

import pytest

from storage.database import Database
from storage.errors import DatabaseFull, UncertainCommit
from storage.repositories import dead_letters
from storage.stores import WriteStore
from tests.bot.telegram.alliance import process
from tests.bot.telegram.heard import NAME, WELCOME, times_heard, unexcused
from tests.bot.telegram.serving import MODES, open_database, serving
from tests.harness.telegram import FakeTelegram, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)

Result = TypeVar("Result")

PAGE = "INSERT INTO ballast VALUES (zeroblob(4000))"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """It waits for locks no longer than a test may."""
    open_database(tmp_path).dispose()
    with Database.open(f"sqlite:///{tmp_path / 'alliance.db'}", patience=0.3) as opened:
        yield opened


@asynccontextmanager
async def greeted(database: Database, mode: str) -> AsyncIterator[Leader]:
    """At the end they were asked what follows, once, and nothing was set aside or repeated."""
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, database, mode),
    ):
        leader = Leader(server)
        leader.starts()
        await leader.sees(WELCOME)
        await server.settled()
        yield leader
        await leader.sees(NAME, seconds=20)
        await server.settled(seconds=10)
        assert (1, 1) == tuple(times_heard(leader, words) for words in (WELCOME, NAME))
        assert [] == unexcused(server)
        assert [] == server.breaches
    assert () == tuple(database.read(lambda store: dead_letters.recent(store, limit=5)))


@pytest.mark.parametrize("mode", MODES)
async def test_a_file_that_another_program_locks_is_waited_for(
    database: Database, tmp_path: Path, mode: str
) -> None:
    with closing(sqlite3.connect(tmp_path / "alliance.db", isolation_level=None)) as other:
        async with greeted(database, mode) as leader:
            other.execute("BEGIN IMMEDIATE")
            leader.types("1")
            await asyncio.sleep(2.5)
            assert 1 == len(leader.bot.updates.pending)  # Telegram was told nothing
            if leader.bot.webhook:
                assert "503" in leader.bot.webhook.failure
            assert 0 == times_heard(leader, NAME)
            other.execute("COMMIT")


@pytest.mark.parametrize("mode", MODES)
async def test_a_file_without_room_takes_the_answer_once_there_is_some(
    database: Database, mode: str
) -> None:
    async with greeted(database, mode) as leader:
        fill(database)
        newcomers = [Leader(leader.server) for _ in range(12)]
        for each in newcomers:  # what one more answer needs, a page may still hold
            each.starts()
        leader.types("1")
        await asyncio.sleep(1.5)
        assert leader.bot.updates.pending
        assert 0 in {times_heard(each, WELCOME) for each in newcomers}
        limit(database, pages=1_000_000)
        for each in newcomers:
            await each.sees(WELCOME, seconds=20)
    assert [1] * 12 == [times_heard(each, WELCOME) for each in newcomers]


def limit(database: Database, *, pages: int) -> None:
    database.write(lambda store: store.driver.execute(f"PRAGMA max_page_count = {pages}"))


def fill(database: Database) -> None:
    """Leave no page for anything."""
    database.write(lambda store: store.driver.execute("CREATE TABLE ballast (b BLOB)"))
    limit(database, pages=1)  # SQLite takes the size that it has
    with suppress(DatabaseFull):
        while True:
            database.write(lambda store: store.driver.execute(PAGE))


class Doubtful(Database):
    """After a commit that took messages for sending, it once does not know of it."""

    doubts = 0

    def write(self, function: Callable[[WriteStore], Result]) -> Result:
        taken = 0

        def counted(store: WriteStore) -> Result:
            nonlocal taken
            result = function(store)
            taken = len(store.taken)
            return result

        result = super().write(counted)
        if taken and self.doubts:
            self.doubts -= 1
            raise UncertainCommit(database=self.name, reason="it went silent")
        return result


async def test_an_update_whose_commit_is_uncertain_comes_again_and_is_known(
    tmp_path: Path,
) -> None:
    """What it queued is leased to whoever does not know of it, and sent when that ends."""
    open_database(tmp_path).dispose()
    with Doubtful.open(f"sqlite:///{tmp_path / 'alliance.db'}") as database:
        async with greeted(database, "webhook") as leader:
            database.doubts = 1
            leader.types("1")
        assert 0 == database.doubts


async def test_a_file_that_may_only_be_read_is_named_at_the_start(
    wild_telegram: FakeTelegram, tmp_path: Path
) -> None:
    open_database(tmp_path).dispose()
    address = f"sqlite:///file:{tmp_path / 'alliance.db'}?mode=ro&uri=true"
    async with process(wild_telegram, tmp_path, DATABASE_URL=address) as served:
        async with asyncio.timeout(10):
            _, said = await served.communicate()
    assert 0 != served.returncode
    assert "DATABASE_URL" in said.decode()
    assert "Traceback" not in said.decode()
