"""What each way of saying a date means; one small reading per kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from flows.wording.calendar_steps import months_after, shifted
from flows.wording.date_mention import Mention, mention_of
from flows.wording.figures_in_dates import whole_year
from flows.wording.languages import Language
from flows.wording.languages.date_words import DateWords, Kind, Lean, Part, Unit
from flows.wording.spelled_number import spelled_value
from flows.wording.unclear import Unclear, UnclearReason
from flows.wording.written_date import Precision

_IMPOSSIBLE: Final = Unclear(UnclearReason.IMPOSSIBLE)
_MONTH_PARTS: Final = {
    Part.EARLY: Precision.EARLY_MONTH,
    Part.MID: Precision.MID_MONTH,
    Part.LATE: Precision.LATE_MONTH,
}
_YEAR_PARTS: Final = {
    Part.EARLY: (Precision.EARLY_YEAR, 1, 1),
    Part.MID: (Precision.MID_YEAR, 7, 1),
    Part.LATE: (Precision.LATE_YEAR, 12, 31),
}
_LEANS: Final = {Lean.NEXT: 1, Lean.LAST: -1, Lean.THIS: 0}


@dataclass(frozen=True)
class Said:
    """The words of one match, by the table they come from."""

    words: Mapping[str, str | None]
    language: Language
    today: date
    past: bool

    @property
    def tables(self) -> DateWords:
        return self.language.dates

    def has(self, name: str) -> bool:
        return self.words.get(name) is not None

    def word(self, name: str) -> str:
        return self.words.get(name) or ""

    @property
    def year(self) -> int | None:
        if not self.has("year"):
            return None
        return whole_year(self.word("year"), self.today, past=self.past)

    @property
    def lean(self) -> Lean | None:
        return self.tables.lean.get(self.word("lean"))

    @property
    def part(self) -> Part:
        return self.tables.part.get(self.word("part"), Part.ANY)

    def number(self, name: str) -> int | None:
        word = self.word(name)
        if word.isdecimal():
            return int(word)
        return self.tables.ordinal.get(word) or spelled_value(word.split(), self.language.numbers)


Reading = Mention | Unclear | None


def reading(kind: Kind, said: Said) -> Reading:
    return _READINGS[kind](said)


def _several(_: Said) -> Reading:
    return Unclear(UnclearReason.SEVERAL)


def _calendar(said: Said) -> Reading:
    day = said.number("day")
    if day is None:
        return None
    precision = Precision.WEEK if said.has("week") else Precision.DAY
    month = said.tables.month[said.word("month")]
    weekday = said.tables.weekday.get(said.word("weekday"))
    return Mention(precision, said.year, month, day, weekday, said.lean)


def _month(said: Said) -> Reading:
    precision = _MONTH_PARTS.get(said.part, Precision.MONTH)
    month = said.tables.month[said.word("month")]
    return Mention(precision, said.year, month, lean=said.lean)


def _season(said: Said) -> Reading:
    month = said.tables.season[said.word("season")]
    return Mention(Precision.SEASON, said.year, month, lean=said.lean)


def _school_start(said: Said) -> Reading:
    return Mention(Precision.SCHOOL_START, said.year, 9, lean=said.lean)


def _quarter(said: Said) -> Reading:
    return _share(said, Precision.QUARTER, months=3)


def _half(said: Said) -> Reading:
    return _share(said, Precision.HALF, months=6)


def _share(said: Said, precision: Precision, *, months: int) -> Reading:
    rank = said.number("digit") if said.has("digit") else said.number("ordinal")
    if rank is None or not 1 <= rank <= 12 // months:
        return _IMPOSSIBLE
    return Mention(precision, said.year, (rank - 1) * months + 1)


def _year(said: Said) -> Reading:
    precision, month, day = _YEAR_PARTS.get(said.part, (Precision.YEAR, 1, 1))
    return Mention(precision, said.year, month, day)


def _shift(said: Said) -> Reading:
    """The unit around today, or the one before or after it, or a part of it."""
    unit = said.tables.unit[said.word("unit")]
    step = _LEANS[said.lean or Lean.THIS]
    match unit:
        case Unit.WEEK:
            return mention_of(said.today + timedelta(weeks=step), Precision.WEEK)
        case Unit.MONTH:
            day = months_after(said.today, step)
            precision = _MONTH_PARTS.get(said.part, Precision.MONTH)
            return Mention(precision, day.year, day.month)
        case Unit.YEAR:
            precision, month, first = _YEAR_PARTS.get(said.part, (Precision.YEAR, 1, 1))
            return Mention(precision, said.today.year + step, month, first)
        case Unit.DAY:
            return None


def _ahead(said: Said) -> Reading:
    return _distance(said, 1)


def _ago(said: Said) -> Reading:
    return _distance(said, -1)


def _distance(said: Said, direction: int) -> Reading:
    amount = _amount(said)
    if amount is None:
        return None
    unit = said.tables.unit[said.word("unit")]
    try:
        day, precision = shifted(said.today, direction * amount, unit)
    except OverflowError:
        return Unclear(UnclearReason.OUT_OF_RANGE)
    return mention_of(day, precision)


def _amount(said: Said) -> Decimal | None:
    half = Decimal("0.5") if said.has("half") else Decimal(0)
    if not said.has("amount"):
        return half
    word = said.word("amount").replace(",", ".")
    if word[0].isdecimal():
        return Decimal(word) + half
    value = spelled_value(word.split(), said.language.numbers)
    return None if value is None else value + half


def _offset(said: Said) -> Reading:
    return mention_of(said.today + timedelta(days=said.tables.offset[said.word("offset")]))


def _weekday(said: Said) -> Reading:
    """Today counts, unless "next" or "last" is said."""
    wanted = said.tables.weekday[said.word("weekday")]
    backwards = said.lean is Lean.LAST or (said.past and said.lean is not Lean.NEXT)
    distance = (said.today.weekday() - wanted) if backwards else (wanted - said.today.weekday())
    days = distance % 7
    if days == 0 and said.lean in {Lean.NEXT, Lean.LAST}:
        days = 7
    day = said.today + timedelta(days=-days if backwards else days)
    return Mention(Precision.DAY, day.year, day.month, day.day, is_loose=True)


_READINGS: Mapping[Kind, Callable[[Said], Reading]] = {
    Kind.SEVERAL: _several,
    Kind.AHEAD: _ahead,
    Kind.AGO: _ago,
    Kind.CALENDAR: _calendar,
    Kind.MONTH: _month,
    Kind.QUARTER: _quarter,
    Kind.HALF: _half,
    Kind.SEASON: _season,
    Kind.SCHOOL_START: _school_start,
    Kind.SHIFT: _shift,
    Kind.OFFSET: _offset,
    Kind.WEEKDAY: _weekday,
    Kind.YEAR: _year,
}
