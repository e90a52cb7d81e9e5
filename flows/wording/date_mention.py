"""A date as it was said, and the day it falls on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flows.wording.languages.date_words import Lean
from flows.wording.unclear import Unclear, UnclearReason
from flows.wording.written_date import Precision, WrittenDate

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

# Leap days can be eight years apart.
_YEARS_TRIED: Final = 10


@dataclass(frozen=True)
class Mention:
    precision: Precision
    year: int | None = None
    month: int = 1
    day: int = 1
    weekday: int | None = None
    lean: Lean | None = None
    # A weekday said alone gives way to a date it agrees with: "le 12 mars, un vendredi".
    is_loose: bool = False


def mention_of(day: date, precision: Precision = Precision.DAY) -> Mention:
    """A mention of one known day, or of the week, month or year around it."""
    month = 1 if precision is Precision.YEAR else day.month
    first = day.day if precision in {Precision.DAY, Precision.WEEK} else 1
    return Mention(precision, day.year, month, first)


def placed(mention: Mention, *, today: date, past: bool) -> WrittenDate | Unclear:
    """The date meant; without a year, the next one, or the latest when `past`."""
    found = _dated(mention, today, past=past)
    if isinstance(found, Unclear) or mention.weekday is None:
        return found
    said = date(found.date.year, found.date.month, mention.day)
    if mention.precision is Precision.DAY and said.weekday() != mention.weekday:
        return Unclear(UnclearReason.CONTRADICTORY)
    return found


def _dated(mention: Mention, today: date, *, past: bool) -> WrittenDate | Unclear:
    if mention.year is not None:
        return _in_year(mention, mention.year)
    backwards = mention.lean is Lean.LAST or (past and mention.lean is not Lean.NEXT)
    step = -1 if backwards else 1
    # A winter that began last year may not be over.
    start = today.year - step
    for year in range(start, start + step * _YEARS_TRIED, step):
        found = _in_year(mention, year)
        if isinstance(found, WrittenDate) and _suits(found, mention.lean, today, past=backwards):
            return found
    return Unclear(UnclearReason.IMPOSSIBLE)


def _in_year(mention: Mention, year: int) -> WrittenDate | Unclear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unclear(UnclearReason.OUT_OF_RANGE)
    try:
        day = date(year, mention.month, _day_kept(mention, year))
    except ValueError:
        return Unclear(UnclearReason.IMPOSSIBLE)
    if mention.precision is Precision.WEEK:
        day -= timedelta(days=day.weekday())
    return WrittenDate(day, mention.precision)


def _day_kept(mention: Mention, year: int) -> int:
    match mention.precision:
        case Precision.MID_MONTH:
            return 15
        case Precision.LATE_MONTH:
            return monthrange(year, mention.month)[1]
        case _:
            return mention.day


def _suits(found: WrittenDate, lean: Lean | None, today: date, *, past: bool) -> bool:
    first, last = found.period
    if lean is Lean.NEXT:
        return first > today
    if lean is Lean.LAST:
        return last < today
    if lean is Lean.THIS:
        return first.year == today.year
    return first <= today if past else last >= today
