"""Finding the leader of a draft when a coach has acted, and whether they may be written to now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.pace import waking
from bot.visit import Visit
from bot.watching import ONLY_ANSWERS
from storage.guides import Guides
from storage.repositories import contacts, runs, timers
from storage.repositories.timers import Timer
from storage.stores import WriteStore

if TYPE_CHECKING:
    from storage.repositories.reviews import Review

__all__ = ["Leaders", "can_be_told", "is_put_off"]


@dataclass(frozen=True, slots=True)
class Leaders:
    """Finds them."""

    guides: Guides
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    def of(self, store: WriteStore, review: Review) -> Visit | None:
        """The visit of who sent it last, held against what they say meanwhile; none when they are
        gone.
        """
        name = runs.name_of(store, review.run_id)
        contact = contacts.of_run(store, name)
        if contact is None:
            return None
        stored = runs.load(store, name)
        guide = self.guides.at(store, stored.run.flow, stored.run.revision)
        return Visit(store, contact, stored, guide, self.guides, self.clock(), self.new_id)


def can_be_told(visit: Visit) -> bool:
    """They can be written to. Who cannot sees it on coming back."""
    return visit.contact.channel not in ONLY_ANSWERS and visit.contact.blocked_at is None


def is_put_off(visit: Visit, timer: Timer) -> bool:
    """It is night where they are: the timer is set again for the morning."""
    morning = waking(visit.now, visit.zone)
    if morning <= visit.now:
        return False
    timers.schedule(visit.store, timer.key, due=morning, payload=timer.payload)
    return True
