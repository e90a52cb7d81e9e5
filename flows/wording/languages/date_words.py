"""What a language must say for its dates to be read and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flows.wording.written_date import Precision


class Part(StrEnum):
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    ANY = "any"  # "courant juin": the word adds nothing


class Lean(StrEnum):
    NEXT = "next"
    LAST = "last"
    THIS = "this"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Kind(StrEnum):
    """The ways of saying a date; each has its reading in `date_readings`."""

    SEVERAL = "several"  # 12 to 15 March
    AHEAD = "ahead"  # in six months
    AGO = "ago"  # six months ago
    CALENDAR = "calendar"  # 12 March 2027
    MONTH = "month"  # mid-June 2027
    QUARTER = "quarter"  # Q1 2027
    HALF = "half"  # first half of 2027
    SEASON = "season"  # summer 2027
    SCHOOL_START = "school_start"  # rentrée 2027
    SHIFT = "shift"  # next month, end of the year
    OFFSET = "offset"  # tomorrow
    WEEKDAY = "weekday"  # next Monday
    YEAR = "year"  # end of 2027


@dataclass(frozen=True)
class DateWords:
    """Keys are folded; hyphens, apostrophes and abbreviation dots count as spaces.

    Patterns are regular expressions in which `<name>` stands for any word of the table `name`
    (see `date_patterns`), tried in this order; what one has read, the next ones do not see.
    """

    month: Mapping[str, int]
    weekday: Mapping[str, int]
    season: Mapping[str, int]
    part: Mapping[str, Part]
    lean: Mapping[str, Lean]
    unit: Mapping[str, Unit]
    offset: Mapping[str, int]
    ordinal: Mapping[str, int]
    # Words between a month and its year ("juin de l'année 2027").
    before_year: tuple[str, ...]
    # Words that are dates only alone, with a year, or after one of the heralds: "may", "été".
    shy: frozenset[str]
    heralds: frozenset[str]
    patterns: tuple[tuple[Kind, str], ...]
    # For showing: {day}, {month}, {year}, {season} and {rank}.
    shapes: Mapping[Precision, str]
    month_names: tuple[str, ...]
    season_names: Mapping[int, str]
    first_day: str
    ranks: tuple[str, ...]
