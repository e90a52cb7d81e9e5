"""A date as precise as the person made it."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Precision(StrEnum):
    """How much of the date was said; the day kept for each is the one in the comment."""

    DAY = "day"
    WEEK = "week"  # its Monday
    EARLY_MONTH = "early_month"  # the 1st
    MID_MONTH = "mid_month"  # the 15th
    LATE_MONTH = "late_month"  # the last day
    MONTH = "month"  # the 1st
    SCHOOL_START = "school_start"  # "la rentrée": 1 September
    SEASON = "season"  # the 1st of March, June, September or December
    QUARTER = "quarter"  # its first day
    HALF = "half"  # its first day
    EARLY_YEAR = "early_year"  # 1 January
    MID_YEAR = "mid_year"  # 1 July
    LATE_YEAR = "late_year"  # 31 December
    YEAR = "year"  # 1 January


@dataclass(frozen=True)
class WrittenDate:
    date: dt.date
    precision: Precision = Precision.DAY

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """The first and the last day meant."""
        match self.precision:
            case Precision.DAY:
                return self.date, self.date
            case Precision.WEEK:
                return self.date, self.date + dt.timedelta(days=6)
            case Precision.EARLY_MONTH:
                return self.date.replace(day=1), self.date.replace(day=10)
            case Precision.MID_MONTH:
                return self.date.replace(day=11), self.date.replace(day=20)
            case Precision.LATE_MONTH:
                return self.date.replace(day=21), _month_end(self.date.year, self.date.month)
            case _:
                return self._months()

    def holds(self, other: WrittenDate) -> bool:
        """Whether the other says the same more precisely."""
        first, last = self.period
        other_first, other_last = other.period
        return self != other and first <= other_first and other_last <= last

    def to_json(self) -> dict[str, str]:
        return {"date": self.date.isoformat(), "precision": self.precision.value}

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """Raises ValueError when the value was not made by `to_json`."""
        match stored:
            case {"date": str(day), "precision": str(precision)}:
                return cls(dt.date.fromisoformat(day), Precision(precision))
            case _:
                raise ValueError(f"Not a written date: {stored!r}")

    def _months(self) -> tuple[dt.date, dt.date]:
        first, count = _MONTHS_MEANT.get(self.precision, (self.date.month, 1))
        first = first or self.date.month
        years, last = divmod(first + count - 2, 12)
        return dt.date(self.date.year, first, 1), _month_end(self.date.year + years, last + 1)


# The first month (0: the one of the date) and how many months.
_MONTHS_MEANT: Mapping[Precision, tuple[int, int]] = {
    Precision.SCHOOL_START: (9, 1),
    Precision.SEASON: (0, 3),
    Precision.QUARTER: (0, 3),
    Precision.HALF: (0, 6),
    Precision.EARLY_YEAR: (1, 4),
    Precision.MID_YEAR: (5, 4),
    Precision.LATE_YEAR: (9, 4),
    Precision.YEAR: (1, 12),
}


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])
