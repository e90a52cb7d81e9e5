"""The updates that were fetched and are not known to be stored: none of them is confirmed yet."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

from bot.intake import Intake, Update
from storage.errors import StorageError

__all__ = ["InHand"]

#: seconds before what the database refused is tried again: the first and the longest
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0


class InHand:
    """While some of them are stored, more may be fetched: what comes with these again is known."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._waiting: deque[tuple[Update, asyncio.Future[None]]] = deque()
        #: of what was fetched so far, the end
        self._end = 0

    @property
    def offset(self) -> int:
        """All updates below may be confirmed."""
        numbers = (update.number for update, _ in self._waiting)
        return min((number for number in numbers if number is not None), default=self._end)

    def take(self, updates: Iterable[Update]) -> int:
        """Give them to the intake, but those that it has already; how many are new."""
        known = {update.number for update, _ in self._waiting}
        fresh = [update for update in updates if update.number not in known]
        self._waiting.extend((update, self._intake.take(update)) for update in fresh)
        self._end = max([self._end, *(1 + (update.number or 0) for update in fresh[-1:])])
        return len(fresh)

    async def is_down_to(self, count: int) -> None:
        """At most so many are not stored when it returns, however long the database fails."""
        pause = FIRST_PAUSE
        while self._is_to_wait(count):
            try:
                await self._waiting[0][1]
            except StorageError:
                await self._again_in(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._waiting.popleft()

    def close(self) -> None:
        """Nobody waits any more; what is under way ends all the same."""
        for _, stored in self._waiting:
            stored.cancel()

    def _is_to_wait(self, count: int) -> bool:
        if not self._waiting or len(self._waiting) > count or self._waiting[0][1].done():
            return bool(self._waiting)
        # One without a number would come again as a new one.
        return any(update.number is None for update, _ in self._waiting)

    async def _again_in(self, seconds: float) -> None:
        """Take those that were not stored again, in their order, once nothing is under way."""
        waited = [(update, await _is_stored(stored)) for update, stored in self._waiting]
        left = [update for update, is_stored in waited if not is_stored]
        await asyncio.sleep(seconds)
        self._waiting = deque((update, self._intake.take(update)) for update in left)


async def _is_stored(stored: asyncio.Future[None]) -> bool:
    try:
        await stored
    except StorageError:
        return False
    return True
