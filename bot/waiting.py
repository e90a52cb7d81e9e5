"""Reminding coaches of a draft that has waited for long, for as long as it waits for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.submitting import REMIND_AFTER
from bot.told_of import told_of
from charter.review import Side, holder
from storage.guides import Guides
from storage.repositories import notices, reviews, runs, timers
from storage.repositories.notices import NoticeKind
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["Waiting"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What such a timer does, inside its transaction."""

    guides: Guides
    clock: Callable[[], datetime]

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        review = reviews.find(store, timer.key.partition(":")[2])
        if review is None or holder(review.status) is not Side.COACH:
            return
        now = self.clock()
        notices.add(store, told_of(store, review), NoticeKind.WAITING, review, now=now)
        after = self._remind_after(store, review)
        timers.schedule(store, timer.key, due=now + after, payload={})

    def _remind_after(self, store: WriteStore, review: reviews.Review) -> timedelta:
        run = runs.load(store, runs.name_of(store, review.run_id)).run
        grid = self.guides.at(store, run.flow, run.revision).grid(run.language)
        return timedelta(hours=grid.remind_after) if grid else REMIND_AFTER
