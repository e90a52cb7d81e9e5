"""The log of what bots asked for, in the order in which it arrived."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.faults import Fault
from tests.harness.telegram.texts import Formatted

__all__ = ["SENDS", "Call", "CallLog", "Repeat"]

#: the methods that put a message into a chat
SENDS = frozenset({"sendMessage", "sendDocument"})


@dataclass(slots=True, eq=False)
class Call:
    number: int
    #: id of the bot
    bot: int
    method: str
    arrived: float
    params: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Formatted] = field(default_factory=dict)
    fault: Fault | None = None
    executed: bool = False
    #: the answer was sent, in time, to someone who still listened
    certain: bool = False
    finished: float | None = None
    result: object = None
    refusal: Refusal | None = None

    @property
    def chat_id(self) -> object:
        return self.params.get("chat_id")

    def __str__(self) -> str:
        fate = self.refusal or self.fault or ("done" if self.executed else "under way")
        return f"{self.number} {self.method} {self.params} → {fate}"


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same message sent again to the same chat."""

    first: Call
    again: Call

    @property
    def excused(self) -> bool:
        """The bot could not know that the first was done."""
        return not self.first.certain


@dataclass(slots=True)
class CallLog:
    calls: list[Call] = field(default_factory=list)
    now: Callable[[], float] = time.monotonic

    def begin(self, bot: int, method: str, params: dict[str, Any]) -> Call:
        call = Call(len(self.calls) + 1, bot, method, self.now(), params)
        self.calls.append(call)
        return call

    def of(self, *methods: str, chat: int | None = None) -> list[Call]:
        """Those that were executed, in order."""
        return [each for each in self.matching(methods, chat) if each.executed]

    def refused(self, *methods: str) -> list[Call]:
        return [each for each in self.matching(methods, None) if each.refusal]

    def matching(self, methods: tuple[str, ...], chat: int | None) -> Iterator[Call]:
        for call in self.calls:
            if (not methods or call.method in methods) and chat in {None, call.chat_id}:
                yield call

    def doubt(self, *, seconds: float) -> None:
        """The client was killed: it may not know of what was done so lately."""
        since = self.now() - seconds
        for call in reversed(self.calls):
            if call.arrived < since and call.finished is not None and call.finished < since:
                break
            call.certain = False

    def repeats(self) -> list[Repeat]:
        """Every message that a chat received again, word for word."""
        seen: dict[str, list[Call]] = defaultdict(list)
        for call in self.of(*SENDS):
            key = f"{call.bot} {call.method} {sorted(call.params.items())}"
            seen[key].append(call)
        return [Repeat(first, again) for calls in seen.values() for first, again in pairwise(calls)]
