"""The updates of one bot that Telegram keeps until they are confirmed, or too old."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.changes import Changes

__all__ = ["Pending", "UpdateQueue"]

#: kinds that a bot gets only when it asks for them
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
#: an offset so far past the tail is taken for a mistake, and nothing is confirmed
FUTURE = 10


@dataclass(slots=True, eq=False)
class Pending:
    id: int
    body: dict[str, Any]
    #: webhook: one at a time in each
    lane: int
    expires: float
    #: deliveries left before a confirmation counts
    copies: int = 1
    delay: float = 0.0


@dataclass(slots=True)
class UpdateQueue:
    next_id: int = 700_000_001
    pending: dict[int, Pending] = field(default_factory=dict)
    #: None: all but those on request
    allowed: frozenset[str] | None = None
    changes: Changes = field(default_factory=Changes)
    #: every update ever made, as delivered
    made: list[dict[str, Any]] = field(default_factory=list)
    listener: Callable[[Pending], None] | None = None

    def takes(self, kind: str) -> bool:
        return kind not in ON_REQUEST if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """What the bot asked for last holds until it asks for something else."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def add(self, body: dict[str, Any], *, lane: int, expires: float) -> Pending:
        update = Pending(self.next_id, {"update_id": self.next_id, **body}, lane, expires)
        self.next_id += 1
        self.pending[update.id] = update
        self.made.append(update.body)
        return update

    def announce(self, update: Pending) -> None:
        self.changes.notify()
        if self.listener is not None:
            self.listener(update)

    def forget(self, update: Pending) -> None:
        self.pending.pop(update.id, None)
        self.changes.notify()

    def drop_expired(self, now: float) -> None:
        for update in [each for each in self.pending.values() if each.expires <= now]:
            self.forget(update)

    def confirm(self, offset: int) -> None:
        """Everything below is forgotten, as soon as the request arrives."""
        if offset < 0:
            offset = self.next_id + offset
        if offset > self.next_id + FUTURE:
            return
        for update in [each for each in self.pending.values() if each.id < offset]:
            update.copies -= 1
            if update.copies == 0:
                self.forget(update)

    def batch(self, limit: int) -> list[dict[str, Any]]:
        found = list(self.pending.values())
        return [each.body for each in found[:limit]]

    async def emptied(self, *, seconds: float) -> None:
        """Until every update is confirmed or taken."""
        await self.changes.until(lambda: not self.pending or None, seconds=seconds)
