"""How fast a bot may send: Telegram's limits, and who passes them."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Gate", "Limits"]

#: answers under way when a 429 leaves cannot know of it yet
GRACE = 0.5
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages; Telegram publishes no exact figures, these are those its documentation names."""

    #: in one chat: one a second, of which so many may come at once
    chat_burst: int = 5
    #: in all chats, in any second
    second: int = 30
    #: in one group, in any minute
    group_minute: int = 20


@dataclass(slots=True)
class Bucket:
    """Fills by one a second."""

    size: int
    level: float
    at: float

    def take(self, now: float) -> bool:
        self.level = min(self.size, self.level + now - self.at)
        self.at = now
        full = self.level >= 1
        self.level = self.level - 1 if full else self.level
        return full


@dataclass(slots=True)
class Gate:
    """The messages of one bot, and the chats it must leave alone for a while."""

    limits: Limits | None
    buckets: dict[int, Bucket] = field(default_factory=dict)
    everywhere: deque[float] = field(default_factory=deque)
    groups: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    #: seconds in which a bot need not know yet that a chat is shut
    grace: float = GRACE
    #: chat: from when, until when
    shut: dict[str, tuple[float, float]] = field(default_factory=dict)

    def shut_chat(self, chat: object, now: float, *, seconds: int) -> None:
        self.shut[str(chat)] = (now, now + seconds)

    def wait(self, chat: object, now: float) -> tuple[int, bool] | None:
        """The seconds a shut chat still asks for, and whether the bot could have known."""
        since, until = self.shut.get(str(chat), (0.0, 0.0))
        if now >= until:
            self.shut.pop(str(chat), None)
            return None
        return max(1, math.ceil(until - now)), now > since + self.grace

    def doubt(self, now: float, *, seconds: float) -> None:
        """The client was killed: it may not have noted what it was told so lately."""
        for chat, (since, until) in self.shut.items():
            if since > now - seconds:
                self.shut[chat] = (until, until)

    def sent(self, chat: int, now: float, *, group: bool) -> Iterator[str]:
        """Count a message; what it passes, in words."""
        if self.limits is None:
            return
        bucket = self.buckets.setdefault(
            chat, Bucket(self.limits.chat_burst, self.limits.chat_burst, now)
        )
        if not bucket.take(now):
            yield f"more than 1 message a second in chat {chat}"
        if within(self.everywhere, now, 1.0) > self.limits.second:
            yield f"more than {self.limits.second} messages in one second"
        if group and within(self.groups[chat], now, MINUTE) > self.limits.group_minute:
            yield f"more than {self.limits.group_minute} messages a minute in group {chat}"


def within(times: deque[float], now: float, span: float) -> int:
    times.append(now)
    while times[0] <= now - span:
        times.popleft()
    return len(times)
