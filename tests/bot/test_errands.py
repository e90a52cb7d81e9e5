"""Timers whose work takes seconds: held meanwhile, told once, begun again when it broke."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.alarms import Alarms
from bot.errands import Errand, Errands, Telling, in_thread
from storage.database import Database
from storage.repositories import timers
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from tests.bot.telegram.walker import NOON

KEY = "slow:1"


class Clocked:
    """A database with one timer due, and a clock."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, NOON
        self.told: list[str] = []
        database.write(lambda store: timers.schedule(store, KEY, due=NOON, payload={}))

    def errands(self, threads: TransactionThreads, errand: Errand) -> Errands:
        return Errands(threads, {"slow": errand}, lambda: self.now, lambda: None)

    def alarms(self, threads: TransactionThreads, errands: Errands, name: str = "a") -> Alarms:
        return Alarms(threads, {}, lambda: self.now, name, lambda: None, errands)

    def telling(self, words: str) -> Telling:
        def tell(store: WriteStore) -> None:
            del store
            self.told.append(words)

        return tell


@pytest.fixture
def clocked(sqlite: str) -> Iterator[Clocked]:
    with Database.open(sqlite) as database:
        yield Clocked(database)


async def test_it_is_worked_beside_other_timers_and_told_once(clocked: Clocked) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(timer: Timer) -> Telling:
        assert timer.key == KEY
        begun.set()
        await go_on.wait()
        return clocked.telling("done")

    with closing(TransactionThreads(clocked.database)) as threads:
        errands = clocked.errands(threads, slow)
        alarms = clocked.alarms(threads, errands)
        assert 1 == await alarms.look()
        await begun.wait()
        assert 0 == await alarms.look()
        go_on.set()
        await asyncio.gather(*errands.under_way)
        clocked.now += timedelta(minutes=1)
        assert 0 == await alarms.look()
    assert ["done"] == clocked.told


async def test_who_takes_over_from_a_process_that_died_tells_it_alone(clocked: Clocked) -> None:
    go_on = asyncio.Event()

    async def slow(timer: Timer) -> Telling:
        if timer.attempts == 1:
            await go_on.wait()
        return clocked.telling(f"attempt {timer.attempts}")

    with closing(TransactionThreads(clocked.database)) as threads:
        first, second = (clocked.errands(threads, slow) for _ in range(2))
        await clocked.alarms(threads, first).look()
        clocked.now += timedelta(seconds=30)  # and its beats did not come
        assert 1 == await clocked.alarms(threads, second, "b").look()
        await asyncio.gather(*second.under_way)
        go_on.set()
        await asyncio.gather(*first.under_way)
    assert ["attempt 2"] == clocked.told


async def test_what_breaks_is_begun_again_later(clocked: Clocked) -> None:
    async def breaks(timer: Timer) -> Telling:
        if timer.attempts == 1:
            raise ValueError
        return clocked.telling("at last")

    with closing(TransactionThreads(clocked.database)) as threads:
        errands = clocked.errands(threads, breaks)
        alarms = clocked.alarms(threads, errands)
        await alarms.look()
        await asyncio.gather(*errands.under_way)
        assert 0 == await alarms.look()
        clocked.now += timedelta(seconds=6)
        assert 1 == await alarms.look()
        await asyncio.gather(*errands.under_way)
    assert ["at last"] == clocked.told


async def test_an_end_of_the_process_leaves_it_to_another(clocked: Clocked) -> None:
    async def waits(timer: Timer) -> Telling:
        del timer
        await asyncio.Event().wait()
        return clocked.telling("never")

    with closing(TransactionThreads(clocked.database)) as threads:
        errands = clocked.errands(threads, waits)
        await clocked.alarms(threads, errands).look()
        await errands.end()
        clocked.now += timedelta(seconds=30)
        found = await threads.read(lambda store: timers.is_due(store, now=clocked.now))
    assert found


async def test_what_blocks_does_so_in_a_thread_and_its_error_is_heard() -> None:
    assert 3 == await in_thread(lambda: 1 + 2)
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0)
