"""Timers: worked once by whoever is there, again later when they break, and never in the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alarms import Alarms, Handler
from storage.database import Database
from storage.repositories import timers
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from tests.storage.walks import NOW


@dataclass(slots=True)
class Hand:
    """A clock whose hand the test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def watching(
    database: Database, clock: Hand, handler: Handler, *, count: int = 1
) -> AsyncIterator[list[Alarms]]:
    """So many processes that look only when they are told to."""
    threads = [TransactionThreads(database) for _ in range(count)]
    yield [
        Alarms(each, {"kind": handler}, clock, f"process {number}", lambda: None)
        for number, each in enumerate(threads)
    ]
    for each in threads:
        each.close()


def set_timers(database: Database, *keys: str, due: datetime = NOW) -> None:
    def work(store: WriteStore) -> None:
        for key in keys:
            timers.schedule(store, key, due=due, payload={"of": key})

    database.write(work)


async def test_each_is_worked_once_whoever_looks(database: Database) -> None:
    worked: list[str] = []

    def note(store: WriteStore, timer: Timer) -> None:
        del store
        worked.append(timer.key)

    keys = [f"kind:{number}" for number in range(30)]
    set_timers(database, *keys)
    async with watching(database, Hand(), note, count=3) as several:
        await asyncio.gather(*(each.look() for each in several for _ in range(3)))
    assert sorted(keys) == sorted(worked)


async def test_nothing_is_done_before_its_time(database: Database) -> None:
    clock, worked = Hand(), list[str]()
    set_timers(database, "kind:1", due=NOW + timedelta(minutes=1))
    async with watching(database, clock, lambda _, timer: worked.append(timer.key)) as (alarms,):
        assert 0 == await alarms.look()
        clock.now += timedelta(minutes=1)
        assert 1 == await alarms.look()
    assert ["kind:1"] == worked


async def test_one_that_breaks_is_undone_tried_later_and_harms_no_other(database: Database) -> None:
    clock, worked, broken = Hand(), list[str](), [True]

    def work(store: WriteStore, timer: Timer) -> None:
        timers.schedule(store, f"kind:after {timer.key[-1]}", due=LATER, payload={})
        if timer.key == "kind:1" and broken:
            raise ZeroDivisionError
        worked.append(timer.key)

    set_timers(database, "kind:1", "kind:2")
    async with watching(database, clock, work) as (alarms,):
        await alarms.look()
        assert ["kind:2"] == worked
        assert database.read(lambda store: timers.find(store, "kind:after 1")) is None
        broken.clear()
        assert 0 == await alarms.look()
        clock.now += timedelta(seconds=5)
        await alarms.look()
    assert ["kind:2", "kind:1"] == worked


LATER = NOW + timedelta(days=1)


async def test_one_that_only_a_later_release_knows_is_left_for_it(database: Database) -> None:
    clock = Hand()
    set_timers(database, "future:1")
    async with watching(database, clock, lambda _, timer: None) as (alarms,):
        await alarms.look()
        assert 0 == await alarms.look()
    assert database.read(lambda store: timers.find(store, "future:1")) is not None


async def test_what_a_dead_process_took_is_worked_within_ten_seconds(database: Database) -> None:
    clock, worked = Hand(), list[str]()
    set_timers(database, "kind:1")
    dead = timedelta(seconds=9.5)
    database.write(lambda s: timers.claim(s, by="dead", now=NOW, until=NOW + dead, limit=9))
    async with watching(database, clock, lambda _, timer: worked.append(timer.key)) as (alarms,):
        assert 0 == await alarms.look()
        clock.now += timedelta(seconds=10)
        await alarms.look()
    assert ["kind:1"] == worked


async def test_a_handler_may_set_its_own_timer_again(database: Database) -> None:
    def again(store: WriteStore, timer: Timer) -> None:
        timers.schedule(store, timer.key, due=LATER, payload={})

    set_timers(database, "kind:1")
    async with watching(database, Hand(), again) as (alarms,):
        await alarms.look()
    found = database.read(lambda store: timers.find(store, "kind:1"))
    assert (LATER, {}) == found
