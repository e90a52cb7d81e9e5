"""What a process counts of itself, without locks: all of it in the thread of its event loop."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

__all__ = ["BOUNDS", "Counted", "Figures", "Timed"]

#: seconds at which a duration falls into the next class
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Counted:
    """How often, by labels."""

    __slots__ = ("by_labels",)

    def __init__(self) -> None:
        self.by_labels: defaultdict[tuple[str, ...], int] = defaultdict(int)

    def add(self, *labels: str, by: int = 1) -> None:
        """That it happened."""
        self.by_labels[labels] += by

    def of(self, *labels: str) -> int:
        """How often it did."""
        return self.by_labels.get(labels, 0)


class Timed:
    """How long, in classes of duration."""

    __slots__ = ("classes", "seconds")

    def __init__(self) -> None:
        #: how many in each class; the last is for what is longer than every bound
        self.classes = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """One that took so long."""
        self.classes[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


@dataclass(slots=True)
class Figures:
    """Of one process, since it began."""

    #: updates, by what became of them: worked, repeated, set_aside, failed
    updates: Counted = field(default_factory=Counted)
    #: answers that were kept
    answers: Counted = field(default_factory=Counted)
    #: tries to send a message, by result: sent, dropped, uncertain, failed, refused
    sends: Counted = field(default_factory=Counted)
    #: how often Telegram asked to be left alone (429), whatever was asked of it
    limited: Counted = field(default_factory=Counted)
    #: requests to the coaches' desk, by name of the page and status
    desk: Counted = field(default_factory=Counted)
    #: from an update that came until it is stored
    intake: Timed = field(default_factory=Timed)
    #: working one update inside its transaction
    engine: Timed = field(default_factory=Timed)
    #: one request that sends a message
    sending: Timed = field(default_factory=Timed)
    #: one request to the desk
    page: Timed = field(default_factory=Timed)
    #: when updates were asked for last, of a clock that only goes forward; none: never
    asked_at: float | None = None
