"""When silence calls for something: reminders, sleep, a warning, erasure; never at night.

Nothing here sends or stores: `bot.silence` remembers, and `bot.reminders` does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from flows.definition import Pace
from flows.duration import Duration

__all__ = ["DAY_BEGINS", "DAY_ENDS", "WARNED_AT_LEAST", "Due", "Duty", "dues", "waking"]

#: local times between which people may be written to
DAY_BEGINS, DAY_ENDS = time(8), time(21)
#: how long before an erasure its warning comes, unless the whole silence allowed is short
WARNED_AHEAD = timedelta(days=14)
#: nothing is erased sooner after its warning
WARNED_AT_LEAST = timedelta(days=1)


class Duty(StrEnum):
    """What a silence calls for, in the order in which it comes."""

    REMINDER = "reminder"  # the question is waiting
    SLEEP = "sleep"  # nothing more is said until they come back
    WARNING = "warning"  # what they said will be erased, and how to keep it
    ERASURE = "erasure"  # it is erased


@dataclass(frozen=True, slots=True)
class Due:
    duty: Duty
    at: datetime
    #: which reminder, from 1; 0 for the rest
    number: int = 0


def dues(pace: Pace, last: datetime, zone: ZoneInfo, *, sent: bool) -> tuple[Due, ...]:
    """All that comes of a silence since that moment, the earliest first.

    What was sent to a coach is never erased for silence.
    """
    asleep = _later(last, pace.sleep_after, zone)
    reminders = _reminders(pace, last, zone, asleep)
    erasing = () if sent else _erasing(pace, last, zone)
    return (*reminders, Due(Duty.SLEEP, asleep), *erasing)


def waking(moment: datetime, zone: ZoneInfo) -> datetime:
    """That moment, or the next morning when it is night where the person is."""
    local = moment.astimezone(zone)
    if DAY_BEGINS <= local.time() < DAY_ENDS:
        return moment.astimezone(UTC)
    day = local.date() + timedelta(days=local.time() >= DAY_ENDS)
    return datetime.combine(day, DAY_BEGINS, zone).astimezone(UTC)


def _reminders(pace: Pace, last: datetime, zone: ZoneInfo, asleep: datetime) -> Iterator[Due]:
    """One a duration, while they are awake to us: who sleeps is not reminded."""
    moments = {waking(_later(last, duration, zone), zone) for duration in pace.remind_after}
    awake = sorted(moment for moment in moments if moment < asleep)
    return (Due(Duty.REMINDER, moment, number) for number, moment in enumerate(awake, 1))


def _erasing(pace: Pace, last: datetime, zone: ZoneInfo) -> tuple[Due, Due]:
    """The warning and the erasure: however short the silence allowed, one day apart at least."""
    end = _later(last, pace.forget_after, zone)
    half = last + (end - last) / 2
    warning = waking(max(end - WARNED_AHEAD, half), zone)
    return Due(Duty.WARNING, warning), Due(Duty.ERASURE, max(end, warning + WARNED_AT_LEAST))


def _later(start: datetime, duration: Duration, zone: ZoneInfo) -> datetime:
    """So much later at the same hour of the person's clock, whatever the season does to it."""
    local = start.astimezone(zone)
    return datetime.combine(duration.after(local.date()), local.time(), zone).astimezone(UTC)
