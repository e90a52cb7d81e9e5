"""What a walk's silence has called for so far, and what it calls for now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from bot.pace import WARNED_AT_LEAST, Due, Duty, waking

__all__ = ["Silence", "key"]


def key(public_id: str) -> str:
    """The key of the timer of a run: there is one, and answers do not move it."""
    return f"silence:{public_id}"


@dataclass(frozen=True, slots=True)
class Silence:
    """Since the last answer. It is what the timer carries; with an answer, another one begins."""

    #: of the last answer
    since: datetime
    #: how many reminders are done with, sent or not
    reminders: int = 0
    #: when one more was asked for
    later: datetime | None = None
    #: they asked for no more of them
    paused: bool = False
    warned: datetime | None = None

    @classmethod
    def read(cls, written: Mapping[str, Any], since: datetime) -> Self:
        """That of this timer, or a new one when they answered meanwhile."""
        if written.get("since") != since.isoformat():
            return cls(since)
        times = {
            name: datetime.fromisoformat(written[name]) if written[name] else None
            for name in ("later", "warned")
        }
        return cls(since, written["reminders"], paused=written["paused"], **times)

    def written(self) -> dict[str, Any]:
        """What `read` reads."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }

    def act(
        self, dues: Sequence[Due], now: datetime, zone: ZoneInfo
    ) -> tuple[Duty | None, Self, datetime | None]:
        """What to do now, if anything; the silence after it; when to look again. What should have
        been done long ago is done once, and never at night.
        """
        at = {due.duty: due.at for due in dues if not due.number}
        if Duty.ERASURE in at and self.warned is not None:
            end = max(at[Duty.ERASURE], self.warned + WARNED_AT_LEAST)
            return (Duty.ERASURE, self, None) if now >= end else (None, self, end)
        duty, after = self._calls_for(dues, at, now)
        if duty is None:
            return None, after, after.next(dues, at, now, zone)
        morning = waking(now, zone)
        if morning > now:
            return None, self, morning
        return duty, after, after.next(dues, at, now, zone)

    def _calls_for(
        self, dues: Sequence[Due], at: Mapping[Duty, datetime], now: datetime
    ) -> tuple[Duty | None, Self]:
        if Duty.WARNING in at and now >= at[Duty.WARNING]:
            return Duty.WARNING, replace(self, warned=now)
        past = [due.number for due in dues if due.number > self.reminders and due.at <= now]
        wished = self.later is not None and now >= self.later
        if not past and not wished:
            return None, self
        after = replace(
            self,
            reminders=max([self.reminders, *past]),
            later=None if wished else self.later,
        )
        is_awake = now < at[Duty.SLEEP] and not self.paused
        return (Duty.REMINDER if is_awake else None), after

    def next(
        self, dues: Sequence[Due], at: Mapping[Duty, datetime], now: datetime, zone: ZoneInfo
    ) -> datetime | None:
        """When there may be something to do."""
        if self.warned is not None and Duty.ERASURE in at:
            return max(at[Duty.ERASURE], self.warned + WARNED_AT_LEAST)
        coming = [due.at for due in dues if due.number > self.reminders]
        coming += [self.later] if self.later is not None else []
        coming += [at[Duty.WARNING]] if Duty.WARNING in at else []
        later = [moment for moment in coming if moment > now]
        return waking(min(later), zone) if later else None
