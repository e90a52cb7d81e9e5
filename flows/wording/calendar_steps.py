"""Walks the calendar by days, weeks, months and years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from flows.wording.languages.date_words import Unit
from flows.wording.written_date import Precision

_DAYS_IN_A_MONTH: Final = Decimal("30.4")


def shifted(day: date, amount: Decimal, unit: Unit) -> tuple[date, Precision]:
    """The day that far away, and no more precise than the unit that was said."""
    match unit:
        case Unit.DAY:
            return day + timedelta(days=round(amount)), Precision.DAY
        case Unit.WEEK:
            return day + timedelta(days=round(amount * 7)), Precision.WEEK
        case Unit.MONTH:
            return _by_months(day, amount), Precision.MONTH
        case Unit.YEAR:
            return _by_months(day, amount * 12), Precision.MONTH


def months_after(day: date, months: int) -> date:
    """The same day of another month, or its last one; OverflowError outside the calendar."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _by_months(day: date, amount: Decimal) -> date:
    whole = int(amount)
    return months_after(day, whole) + timedelta(days=round((amount - whole) * _DAYS_IN_A_MONTH))
