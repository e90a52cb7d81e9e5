"""What may be shown of how many people did something: never so little that one could be meant.

Every number of people is shown as a multiple of five, rounded down, and under five it is not shown
at all, nought no more than four. So whatever is subtracted from what — a page of one language from
the page of all, today's from yesterday's, one stage from the next — is a multiple of five too, and
never the number of some few people. A median is shown when at least five answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

__all__ = ["FEWEST", "discreet", "discreet_median", "share"]

#: fewer people are not spoken of
FEWEST = 5
#: seconds up to which a duration is told in steps of so many seconds
STEPS = ((120, 5), (3_600, 60), (86_400, 600), (10 * 86_400, 3_600))
#: longer ones
DAY = 86_400


def discreet(people: int) -> int | None:
    """That number as it may be shown; none when it may not."""
    return people // FEWEST * FEWEST if people >= FEWEST else None


def discreet_median(durations: Mapping[int, int]) -> timedelta | None:
    """The median of durations, given as how many people took how many seconds."""
    count = sum(durations.values())
    if count < FEWEST:
        return None
    passed = 0
    for seconds in sorted(durations):
        passed += durations[seconds]
        if 2 * passed >= count:
            return timedelta(seconds=stepped(seconds))
    raise AssertionError("a median is among its values")


def stepped(seconds: int) -> int:
    """As exact as anybody needs it."""
    step = next((step for limit, step in STEPS if seconds < limit), DAY)
    return max(step, round(seconds / step) * step)


def share(part: int | None, whole: int | None) -> float:
    """Of what is shown, from 0 to 1; what is hidden counts for nothing."""
    return min(1.0, (part or 0) / whole) if whole else 0.0
