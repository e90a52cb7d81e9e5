"""What is due at a time: taken once by whichever process is there, worked in a transaction each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.errands import Errands
from storage.errors import StorageError
from storage.repositories import timers
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from storage.threads import TransactionThreads

__all__ = ["Alarms", "Handler"]

#: what to do when a timer is due, inside the transaction that ends it; it may set it again
Handler = Callable[[WriteStore, Timer], None]

#: of a timer; a dead process is taken over when it ends
LEASE = timedelta(seconds=7.5)
#: seconds between two looks
LOOK_EVERY = 1.0
#: taken together, and worked one after another: all of them well within the lease
AT_ONCE = 10
#: before a timer that broke is tried again: twice as long each time
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
#: most attempts that still make the pause longer
STEPS = 10
#: before one is looked at again that only a later release knows
UNKNOWN_PAUSE = timedelta(minutes=5)


@dataclass(slots=True)
class Alarms:
    """Timers find their handler by what stands before the colon of their key."""

    threads: TransactionThreads
    handlers: Mapping[str, Handler]
    clock: Callable[[], datetime]
    #: name of this process in leases
    name: str
    #: called after each commit: messages may have been queued
    committed: Callable[[], None]
    #: those that take their time
    errands: Errands | None = None

    async def run(self) -> None:
        """Until it is cancelled; a transaction under way ends all the same."""
        while True:
            try:
                worked = await self.look()
            except StorageError as error:
                structlog.get_logger().warning("timers", error=str(error))
                worked = 0
            if worked < AT_ONCE:
                await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> int:
        """Work what is due now; how many were taken."""
        now = self.clock()
        if not await self.threads.read(lambda store: timers.is_due(store, now=now)):
            return 0
        taken = await self.threads.write(
            lambda store: timers.claim(
                store, by=self.name, now=now, until=now + LEASE, limit=AT_ONCE
            )
        )
        for timer in taken:
            if self.errands is None or not self.errands.takes(timer):
                await self._work(timer)
        return len(taken)

    async def _work(self, timer: Timer) -> None:
        handler = self.handlers.get(timer.key.partition(":")[0])
        if handler is None:
            await self._put_off(timer, UNKNOWN_PAUSE)
            return

        def work(store: WriteStore) -> None:
            # Ended first: the handler may set it again, and nobody else may have it by now.
            if timers.finish(store, timer):
                handler(store, timer)

        try:
            await self.threads.write(work)
        except Exception as error:  # noqa: BLE001  the edge: one timer must not hold back the others
            structlog.get_logger().error(
                "timer failed", kind=timer.key.partition(":")[0], error=type(error).__name__
            )
            pause = FIRST_PAUSE * 2 ** min(STEPS, timer.attempts - 1)
            await self._put_off(timer, min(LONGEST_PAUSE, pause))
        else:
            self.committed()

    async def _put_off(self, timer: Timer, pause: timedelta) -> None:
        due = self.clock() + pause
        await self.threads.write(lambda store: timers.postpone(store, timer, due=due))
