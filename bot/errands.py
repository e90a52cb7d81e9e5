"""Timers whose work takes seconds: it is done outside any transaction, and told in the one that
ends them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Thread
from typing import TypeVar

import structlog

from storage.errors import StorageError
from storage.repositories import timers
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from storage.threads import TransactionThreads

__all__ = ["Errand", "Errands", "in_thread"]

Result = TypeVar("Result")

#: what to do when the work is done, inside the transaction that ends the timer
Telling = Callable[[WriteStore], None]
#: the work of a timer; a process that dies in the middle leaves it to another, from its beginning
Errand = Callable[[Timer], Awaitable[Telling]]

#: of a timer that is worked, and between two times that it is renewed
LEASE, BEAT = timedelta(seconds=7.5), 2.5
#: before one that broke is tried again: twice as long each time
FIRST_PAUSE, LONGEST_PAUSE, STEPS = timedelta(seconds=5), timedelta(hours=1), 10


@dataclass(slots=True)
class Errands:
    """Beside each other, as many as there are: only admins cause them."""

    threads: TransactionThreads
    errands: Mapping[str, Errand]
    clock: Callable[[], datetime]
    #: called after each commit: messages may have been queued
    committed: Callable[[], None]
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def takes(self, timer: Timer) -> bool:
        """Whether it is one of these; then it is under way."""
        errand = self.errands.get(timer.key.partition(":")[0])
        if errand is None:
            return False
        task = asyncio.create_task(self._work(timer, errand))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)
        return True

    async def end(self) -> None:
        """Leave what is under way: its lease ends, and another process begins it anew."""
        for task in list(self.under_way):
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)

    async def _work(self, timer: Timer, errand: Errand) -> None:
        holding = asyncio.create_task(self._hold(timer))
        try:
            telling = await errand(timer)
            await self.threads.write(lambda store: _end(store, timer, telling))
        except Exception as error:  # noqa: BLE001  the edge: it is tried again, and operators hear
            kind = timer.key.partition(":")[0]
            structlog.get_logger().error("errand failed", kind=kind, error=type(error).__name__)
            await self._put_off(timer)
        else:
            self.committed()
        finally:
            holding.cancel()

    async def _hold(self, timer: Timer) -> None:
        while True:
            await asyncio.sleep(BEAT)
            with suppress(StorageError):  # the next beat may be in time
                await self.threads.write(self._held(timer))

    def _held(self, timer: Timer) -> Callable[[WriteStore], bool]:
        until = self.clock() + LEASE
        return lambda store: timers.hold(store, timer, until=until)

    async def _put_off(self, timer: Timer) -> None:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(STEPS, timer.attempts - 1))
        due = self.clock() + pause
        with suppress(StorageError):  # then its lease ends by itself
            await self.threads.write(lambda store: timers.postpone(store, timer, due=due))


def _end(store: WriteStore, timer: Timer, telling: Telling) -> None:
    # Ended first: whoever else has it by now tells it, and nobody twice.
    if timers.finish(store, timer):
        telling(store)


async def in_thread(work: Callable[[], Result]) -> Result:
    """What blocks for seconds, in a thread that no end of the process waits for."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # none only beside an error

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as raised:  # noqa: BLE001  whoever waits hears of it
            error = raised
        with suppress(RuntimeError):  # the loop ended meanwhile: nobody waits
            loop.call_soon_threadsafe(settle, result, error)

    Thread(target=run, name="errand", daemon=True).start()
    return await done
