"""Waiting for a state to come about, woken by whoever changes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

__all__ = ["Changes"]

T = TypeVar("T")


class Changes:
    """Tell with `notify`, wait with `until`: no one polls, no one sleeps."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, find: Callable[[], T | None], *, seconds: float) -> T:
        """What `find` finds, once it finds something; TimeoutError when it takes too long."""
        async with asyncio.timeout(seconds):
            while (found := find()) is None:
                future = asyncio.get_running_loop().create_future()
                self._waiting.add(future)
                try:
                    await future
                finally:
                    self._waiting.discard(future)
            return found
