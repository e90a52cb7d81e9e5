from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from storage.database import Database
from storage.repositories import runs
from storage.stores import ReadStore, WriteStore
from storage.threads import TransactionThreads
from tests.storage.walks import NOW, begin, said


async def test_transactions_do_not_keep_the_event_loop(database: Database) -> None:
    begin(database)
    names: set[str] = set()

    def answer(number: int) -> Callable[[WriteStore], None]:
        def work(store: WriteStore) -> None:
            names.add(threading.current_thread().name)
            stored = runs.load(store, "r1")
            run, changes = said(stored, f"q{number}", number)
            runs.save(store, stored, run, changes, by=None, now=NOW)

        return work

    threads = TransactionThreads(database)
    await asyncio.gather(*(threads.write(answer(number)) for number in range(20)))

    def read(store: ReadStore) -> set[str]:
        assert threading.current_thread().name.startswith("read")
        return set(runs.load(store, "r1").run.answers)

    assert {f"q{number}" for number in range(20)} == await threads.read(read)
    threads.close()
    assert len(names) <= database.writers
    assert all(name.startswith("write") for name in names)
