"""Transactions for asynchronous callers: each runs whole in a worker thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.database import Database
    from storage.stores import ReadStore, WriteStore

__all__ = ["TransactionThreads"]

Result = TypeVar("Result")


class TransactionThreads:
    """As many threads as the database serves at once: one that writes to SQLite, a few to
    PostgreSQL, and a few that read. A caller that is cancelled leaves its transaction to end.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        #: transactions that are worth beginning at once; the rest of the threads is for short ones
        self.side_by_side = max(1, database.writers // 2)
        self._writers = ThreadPoolExecutor(database.writers, "write")
        self._readers = ThreadPoolExecutor(database.readers, "read")

    async def write(self, function: Callable[[WriteStore], Result]) -> Result:
        """`Database.write`, without keeping the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._writers, copy_context().run, self._database.write, function
        )

    async def read(self, function: Callable[[ReadStore], Result]) -> Result:
        """`Database.read`, without keeping the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._readers, copy_context().run, self._database.read, function
        )

    def close(self) -> None:
        """Wait for the transactions under way. The database stays open."""
        self._writers.shutdown()
        self._readers.shutdown()
