"""A day, or as much of it as is known: a month, mid-June, a year."""

from __future__ import annotations

from datetime import date
from typing import Literal

from flows.duration import WrittenDuration
from flows.prompt import Choice
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.dates import Unclear, WrittenDate, read_date, show_date

__all__ = ["DateQuestion"]


class DateQuestion(Question):
    kind: Literal["date"]
    #: it lies behind us: a date without a year is the last one
    past: bool = False
    at_least_today: bool = False
    #: offered as buttons, counted from today
    quick_dates: tuple[WrittenDuration, ...] = ()

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        days = [duration.after(asked.today) for duration in self.quick_dates]
        return tuple(
            Choice(day.isoformat(), show_date(WrittenDate(day), language=asked.language))
            for day in days
        )

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        offered = self.choices(asked)
        if text.isascii() and text.isdigit() and 1 <= int(text) <= len(offered):
            return self.pick((offered[int(text) - 1].id,), asked)
        found = read_date(text, language=asked.language, today=asked.today, past=self.past)
        if isinstance(found, Unclear):
            return Refusal(RefusalCode(f"date_{found.reason}"))
        return self._at_the_right_time(found, asked)

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        try:
            (picked,) = choices
            day = date.fromisoformat(picked)
        except ValueError:
            return Refusal(RefusalCode.DATE_NOTHING)
        return self._at_the_right_time(WrittenDate(day), asked)

    def show(self, value: Value, language: str) -> str:
        return show_date(WrittenDate.from_json(value), language=language)

    def _at_the_right_time(self, found: WrittenDate, asked: Asked) -> Taken | Refusal:
        first, last = found.period
        if self.past and first > asked.today:
            return Refusal(RefusalCode.DATE_NOT_PAST)
        if self.at_least_today and last < asked.today:
            return Refusal(RefusalCode.DATE_NOT_AHEAD)
        return Taken(found.to_json())
