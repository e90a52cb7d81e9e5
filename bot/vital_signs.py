"""How far behind everything is, asked of the database only now and then, however often one asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from storage.repositories import vitals
from storage.repositories.vitals import Vitals
from storage.threads import TransactionThreads

__all__ = ["Signs", "VitalSigns"]

#: seconds that the database may take to tell
PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What the database told, or why it did not."""

    vitals: Vitals | None
    #: the kind of error; empty when it told
    error: str
    #: when it was asked, of a clock that only goes forward
    asked_at: float


@dataclass(slots=True)
class VitalSigns:
    """One look at a time: who asks meanwhile is given the same."""

    threads: TransactionThreads
    clock: Callable[[], datetime]
    last: Signs | None = None
    asking: asyncio.Task[Signs] | None = None

    async def look(self, *, younger_than: float) -> Signs:
        """Not older than so many seconds."""
        now = asyncio.get_running_loop().time()
        if self.last is not None and now - self.last.asked_at < younger_than:
            return self.last
        if self.asking is None or self.asking.done():
            self.asking = asyncio.create_task(self._ask(now))
        try:
            # It goes on: a database that is silent keeps one thread busy, not one for each reading.
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(self.asking)
        except TimeoutError:
            return Signs(None, "NoAnswer", now)

    async def _ask(self, now: float) -> Signs:
        moment = self.clock()
        try:
            found = await self.threads.read(lambda store: vitals.look(store, now=moment))
        except Exception as error:  # noqa: BLE001  whatever it is, its kind is what is told
            self.last = Signs(None, type(error).__name__, now)
        else:
            self.last = Signs(found, "", now)
        return self.last
