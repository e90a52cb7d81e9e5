"""The sweep of what is not needed any more, once an hour, a step in each transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from storage.errors import StorageError
from storage.repositories import retention, timers
from storage.repositories.retention import START, Position
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from storage.threads import TransactionThreads

__all__ = ["KEY", "Sweeping"]

#: of its timer
KEY = "sweep"
#: between the end of a sweep and the next
EVERY = timedelta(hours=1)
#: after the first start, when there is enough else to do
FIRST = timedelta(minutes=1)
#: seconds before the timer is set again when the database could not take it
PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Sweeping:
    """Handles the timer, which tells how far the sweep has come."""

    clock: Callable[[], datetime]

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        """Go one step, and set the timer for the next: other work comes in between."""
        now = self.clock()
        swept = retention.sweep(store, _read(timer.payload), now=now)
        following, due = swept.following, now
        if following is None:
            following, due = START, now + EVERY
        timers.schedule(store, KEY, due=due, payload=_written(following))

    async def begin(self, threads: TransactionThreads) -> None:
        """Set the timer, if none is set; as soon as the database takes it."""
        while True:
            try:
                await threads.write(self._set)
            except StorageError as error:
                structlog.get_logger().warning("no sweep", error=type(error).__name__)
                await asyncio.sleep(PAUSE)
            else:
                return

    def _set(self, store: WriteStore) -> None:
        if timers.find(store, KEY) is None:
            due = self.clock() + FIRST
            timers.schedule(store, KEY, due=due, payload=_written(START))


def _written(position: Position) -> dict[str, object]:
    return {"table": position.table, "after": position.after and list(position.after)}


def _read(payload: dict[str, object]) -> Position:
    after = payload["after"]
    return Position(str(payload["table"]), tuple(after) if isinstance(after, list) else None)
