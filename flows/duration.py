"""Lengths of time as authors write them: `2 days`, `12 months`."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from flows.run import Written

__all__ = ["Duration", "WrittenDuration"]

UNITS = ("day", "week", "month", "year")
WRITTEN = re.compile(r"^(\d{1,3}) (day|week|month|year)s?$")


@dataclass(frozen=True, slots=True)
class Duration:
    count: int
    #: one of `UNITS`
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' if self.count > 1 else ''}"

    def after(self, start: date) -> date:
        """The day that comes so much later; the last of its month when that one is shorter."""
        match self.unit:
            case "day":
                return start + timedelta(days=self.count)
            case "week":
                return start + timedelta(weeks=self.count)
            case _:
                return self._months_after(start)

    def _months_after(self, start: date) -> date:
        months = self.count * (12 if self.unit == "year" else 1) + start.month - 1
        year, month = start.year + months // 12, months % 12 + 1
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def read_duration(written: Written) -> Duration:
    """The duration that a file says.

    Raises:
        PydanticCustomError: it is not a count and a unit.
    """
    found = WRITTEN.match(written) if isinstance(written, str) else None
    if found is None or not int(found[1]):
        raise PydanticCustomError("duration", "a count and a unit", {"written": str(written)})
    return Duration(int(found[1]), found[2])


WrittenDuration = Annotated[Duration, PlainValidator(read_duration), PlainSerializer(str)]
