"""How fast messages may leave: to one chat, to one group, and in all."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

__all__ = ["Allowance", "Bucket", "Limits"]

#: chats remembered; one that is forgotten has been silent for long
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second, and how many may go at once after a silence."""

    chat: float = 1.0
    chat_burst: float = 4.0
    everywhere: float = 25.0
    everywhere_burst: float = 5.0
    group: float = 18 / 60
    group_burst: float = 1.0


@dataclass(slots=True)
class Bucket:
    """Fills by `rate` a second up to `size`; below nothing, it is waited for."""

    rate: float
    size: float
    level: float
    #: seconds, of a clock that only goes forward
    at: float

    def wait(self, now: float) -> float:
        """Seconds until one can be taken."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.level) / self.rate)

    def room(self, now: float, seconds: float) -> int:
        """How many can be taken within so many seconds."""
        self.wait(now)
        return max(0, int(self.level + seconds * self.rate))

    def owed(self) -> float:
        """Seconds until it is full again, since it was last looked at."""
        return (self.size - self.level) / self.rate


@dataclass(slots=True)
class Allowance:
    """What one process may send. Times are seconds of a clock that only goes forward."""

    limits: Limits
    chats: OrderedDict[int, Bucket] = field(default_factory=OrderedDict)
    everywhere: Bucket | None = None
    #: nothing may leave before that
    opens_at: float = 0.0
    #: until when nothing at all goes to a chat, not even what counts for nothing
    shut: dict[int, float] = field(default_factory=dict)

    def take(self, chat: int, now: float, *, group: bool, patience: float) -> tuple[float, bool]:
        """Seconds to wait before sending there; and whether it is counted: it is not when that is
        longer than the patience.
        """
        bucket, everywhere = self._chat(chat, now, group=group), self._everywhere(now)
        wait = max(bucket.wait(now), everywhere.wait(now), self.opens_at - now)
        if wait > patience:
            return wait, False
        bucket.level -= 1
        everywhere.level -= 1
        return wait, True

    def owed(self, chat: int) -> float:
        """Seconds until all that was sent there is made up for."""
        bucket = self.chats.get(chat)
        return 0.0 if bucket is None else bucket.owed()

    def hear(self, chat: int, owed: float, now: float, *, group: bool) -> None:
        """Another process may have sent there: it is made up for in so many seconds."""
        bucket = self._chat(chat, now, group=group)
        bucket.wait(now)
        bucket.level = min(bucket.level, bucket.size - owed * bucket.rate)

    def rest(self, chat: int, seconds: float, now: float, *, group: bool) -> None:
        """Nothing goes there for so many seconds."""
        bucket = self._chat(chat, now, group=group)
        bucket.wait(now)
        bucket.level = min(bucket.level, 1 - seconds * bucket.rate)
        self.shut[chat] = max(self.shut.get(chat, 0.0), now + seconds)

    def shut_for(self, chat: int, now: float) -> float:
        """Seconds for which nothing goes there."""
        until = self.shut.get(chat, 0.0)
        if until <= now:
            self.shut.pop(chat, None)
        return max(0.0, until - now)

    def room(self, now: float, seconds: float) -> int:
        """How many may leave within so many seconds, to chats that were silent."""
        return 0 if self.opens_at > now + seconds else self._everywhere(now).room(now, seconds)

    def share(self, among: int, now: float) -> None:
        """So many processes send for the same bot: each has its part of what all may."""
        everywhere = self._everywhere(now)
        everywhere.wait(now)
        everywhere.rate = self.limits.everywhere / among
        everywhere.size = max(1.0, self.limits.everywhere_burst / among)

    def _chat(self, chat: int, now: float, *, group: bool) -> Bucket:
        limits = self.limits
        rate, burst = (
            (limits.group, limits.group_burst) if group else (limits.chat, limits.chat_burst)
        )
        bucket = self.chats.get(chat)
        if bucket is None:
            bucket = self.chats[chat] = Bucket(rate, burst, burst, now)
            while len(self.chats) > REMEMBERED:
                self.chats.popitem(last=False)
        self.chats.move_to_end(chat)
        return bucket

    def _everywhere(self, now: float) -> Bucket:
        if self.everywhere is None:
            limits = self.limits
            burst = limits.everywhere_burst
            self.everywhere = Bucket(limits.everywhere, burst, burst, now)
        return self.everywhere
