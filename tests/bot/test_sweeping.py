"""The sweep sets its own timer again: at once while there is more, then in an hour."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, insert, select

from bot.alarms import Alarms
from bot.sweeping import EVERY, KEY, Sweeping
from storage.database import Database
from storage.models.seen_update import SeenUpdateRow
from storage.repositories import timers
from storage.repositories.retention import KEPT
from storage.threads import TransactionThreads
from tests.storage.walks import NOW

LATER = NOW + timedelta(minutes=2)


async def test_it_goes_on_step_by_step_and_begins_again_in_an_hour(database: Database) -> None:
    old = [{"source": "t", "update_id": n, "seen_at": NOW - EVERY * 999} for n in range(2500)]
    database.write(lambda store: store.connection.execute(insert(SeenUpdateRow), old))
    threads = TransactionThreads(database)
    await Sweeping(lambda: NOW).begin(threads)
    handlers = {KEY: Sweeping(lambda: LATER)}
    alarms = Alarms(threads, handlers, lambda: LATER, "p", lambda: None)
    steps = 0
    while await alarms.look():
        steps += 1
    await Sweeping(lambda: LATER).begin(threads)
    threads.close()
    assert 2 + len(KEPT) == steps  # three for the 2,500, one for each other table
    left = select(func.count()).select_from(SeenUpdateRow)
    assert 0 == database.read(lambda store: store.connection.execute(left).scalar_one())
    first = {"table": "seen_updates", "after": None}
    assert (LATER + EVERY, first) == database.read(lambda store: timers.find(store, KEY))
