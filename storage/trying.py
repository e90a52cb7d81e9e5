"""Trying a working copy: its stories, walks by chance, and what it would do to people's runs."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

import structlog

from charter.checking import check, spoken
from charter.drafted import drafted
from charter.examining import examine
from storage.foretelling import foretell
from storage.golden import how_many, replays
from storage.repositories import revisions, trial_reports, working_copies
from storage.tried import Tried

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from charter.checking import Report
    from charter.examining import Examined
    from flows.walks import Chance
    from storage.database import Database
    from storage.guides import Guides
    from storage.repositories.working_copies import WorkingCopy
    from storage.stores import ReadStore

__all__ = ["Trials", "try_out"]

#: progress is told at most so often
BEAT = timedelta(milliseconds=500)
#: seconds between two steps in which other threads work
BREATH = 0.001


def try_out(
    database: Database,
    guides: Guides,
    public_id: str,
    *,
    attempt: str,
    clock: Callable[[], datetime],
    chance: Callable[[int], Chance],
) -> Tried | None:
    """Try a working copy, as `trial_reports.begin` announced it, and keep what it gave.

    It takes some seconds and blocks: call it in a thread of its own, never on an event loop. How
    far it is stands in `trial_reports.find`; who dies in the middle leaves a report without beats.

    Args:
        attempt: names it, as it was announced; once another is announced, this one ends.
        chance: what decides in a walk, from its seed; `random.Random` is such a one.

    Returns:
        none when another attempt took its place, or the copy is gone.
    """
    copy = database.read(lambda store: working_copies.find(store, public_id))
    if copy is None:
        return None
    trial = _Trial(database, guides, copy, attempt, clock)
    try:
        return trial.finished(trial.tried(chance))
    except _Taken:
        return None
    except Exception as error:
        trial.tell(Tried(clock(), fault=type(error).__name__))
        raise


class Trials:
    """Tries working copies in threads of this process, which end with it."""

    def __init__(
        self,
        database: Database,
        guides: Guides,
        *,
        clock: Callable[[], datetime],
        chance: Callable[[int], Chance],
    ) -> None:
        self._database, self._guides = database, guides
        self._clock, self._chance = clock, chance
        self._threads: list[Thread] = []

    def begin(self, public_id: str, attempt: str) -> None:
        """Call it once the attempt that was announced is committed."""
        self._threads = [each for each in self._threads if each.is_alive()]
        # A daemon: a process that is asked to stop does not wait for it, and others see it dead.
        thread = Thread(target=self._work, args=(public_id, attempt), name="try", daemon=True)
        self._threads.append(thread)
        thread.start()

    def join(self) -> None:
        """Wait for those under way."""
        for thread in self._threads:
            thread.join()

    def _work(self, public_id: str, attempt: str) -> None:
        try:
            try_out(
                self._database,
                self._guides,
                public_id,
                attempt=attempt,
                clock=self._clock,
                chance=self._chance,
            )
        except Exception as error:  # noqa: BLE001  the edge: its report says so, and operators hear
            structlog.get_logger().error("trial broke", copy=public_id, error=type(error).__name__)


class _Taken(Exception):
    """Another attempt took its place."""


class _Trial:
    """One attempt at work."""

    def __init__(
        self,
        database: Database,
        guides: Guides,
        copy: WorkingCopy,
        attempt: str,
        clock: Callable[[], datetime],
    ) -> None:
        self.database, self.guides = database, guides
        self.copy, self.attempt, self.clock = copy, attempt, clock
        self.done = self.total = 0
        self.beat_at = clock()

    def tried(self, chance: Callable[[int], Chance]) -> Tried:
        found = examine(self.copy.files)
        self.total = self._steps(found)
        self._beat()
        stories = found.stories
        today = (stories.told_on if stories else None) or self.clock().date()
        report = check(
            self.copy.files, today=today, chance=chance, examined=found, tick=lambda _: self._tick()
        )
        return self._with_impact(report, found)

    def _steps(self, found: Examined) -> int:
        """How many there are in all: one of them counts the runs, the charters come last."""
        if found.has_errors:
            return 1
        stories = found.stories
        walks = stories.random_walks if stories else 0
        languages = spoken(drafted(self.copy.sources))
        charters = self.database.read(lambda store: how_many(store, self.copy.flow))
        return (len(stories.stories) if stories else 0) + walks * len(languages) + charters + 1

    def _with_impact(self, report: Report, found: Examined) -> Tried:
        flow, now = self.copy.flow, self.clock()
        live = self.database.read(lambda store: revisions.live_number(store, flow))
        if found.has_errors or live is None:
            return Tried.of(report, now, live, None)
        new, today = drafted(self.copy.sources).compiled, now.date()
        foretold = self.database.read(
            lambda store: foretell(store, self.guides, flow, new, today=today)
        )
        return Tried.of(report, now, live, foretold, self._on_charters(now))

    def _on_charters(self, now: datetime) -> tuple[int, int]:
        """On how many charters it was tried, and how many change. What they say is kept nowhere."""
        flow, new = self.copy.flow, drafted(self.copy.sources)

        def read(store: ReadStore) -> tuple[int, int]:
            found = replays(store, self.guides, flow, new, today=now.date(), tick=self._tick)
            changed = [bool(each.changed) for each in found]
            return len(changed), sum(changed)

        return self.database.read(read)

    def _tick(self) -> None:
        """One more step begins."""
        self.done += 1
        sleep(BREATH)  # conversations and pages of this process come first
        if self.clock() - self.beat_at >= BEAT:
            self._beat()

    def _beat(self) -> None:
        if not self.tell(None):
            raise _Taken

    def finished(self, tried: Tried) -> Tried | None:
        """Kept, unless another attempt took its place."""
        self.done = self.total
        return tried if self.tell(tried) else None

    def tell(self, tried: Tried | None) -> bool:
        """Whether it is the newest attempt still."""
        self.beat_at = now = self.clock()
        report = tried.data() if tried is not None else None
        return self.database.write(
            lambda store: trial_reports.beat(
                store,
                self.copy,
                self.attempt,
                done=self.done,
                total=self.total,
                now=now,
                report=report,
            )
        )
