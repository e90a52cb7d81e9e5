"""This process among those that send for the same bot: its name, and its share of what all may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.allowance import Allowance
from storage.repositories import senders
from storage.stores import WriteStore

__all__ = ["Presence"]

#: seconds between two showings
EVERY = 2.0
#: one that did not show itself for so long is gone
GONE_AFTER = timedelta(seconds=7)


@dataclass(slots=True)
class Presence:
    """Shown to the others at times, in the transactions that send. One who comes to others sends
    nothing until each of them has seen it, and leaves it its share.
    """

    #: tells this process from others in the leases of messages
    name: str
    clock: Callable[[], datetime]
    #: when it was shown last, of a clock that only goes forward
    shown_at: float | None = None

    def may_send(self, store: WriteStore) -> bool:
        """Not before it was shown: the others do not leave it its share yet."""
        return self.shown_at is not None or not senders.are_many(store)

    def show(self, store: WriteStore, allowance: Allowance, seconds: float) -> None:
        """Take the share of the present number of processes; `seconds` is the time by a clock that
        only goes forward.
        """
        if not senders.are_many(store):
            return
        if self.shown_at is not None and seconds < self.shown_at + EVERY:
            return
        gone = GONE_AFTER.total_seconds()
        first = self.shown_at is None or seconds > self.shown_at + gone
        now = self.clock()
        among = senders.present(store, self.name, now=now, since=now - GONE_AFTER)
        if first and among > 1:
            allowance.opens_at = seconds + 2 * EVERY
        allowance.share(among, seconds)
        self.shown_at = seconds

    def leave(self, store: WriteStore) -> None:
        """The others may have its share."""
        if senders.are_many(store):
            senders.leave(store, self.name)
