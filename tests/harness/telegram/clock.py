"""The time of Telegram: real by default, or told by the test."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Clock", "ToldClock"]

#: seconds since 1970
Clock = Callable[[], float]


class ToldClock:
    """Stands still until it is told to advance."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds
