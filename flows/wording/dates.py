"""Reads the date in what people type, and shows it back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from flows.wording.date_mention import FIRST_YEAR, LAST_YEAR, Mention, placed
from flows.wording.date_patterns import patterns_of, prepared
from flows.wording.date_readings import Said, reading
from flows.wording.figures_in_dates import FIGURES, mention_in_figures
from flows.wording.languages import Language, language_named
from flows.wording.languages.date_words import DateWords, Kind
from flows.wording.unclear import LONGEST_READ, Unclear, UnclearReason
from flows.wording.written_date import Precision, WrittenDate

__all__ = ["Precision", "Unclear", "UnclearReason", "WrittenDate", "read_date", "show_date"]

# What has been read is covered with a character that no pattern knows.
_COVER: Final = "·"


def read_date(
    text: str, *, language: str, today: date, past: bool = False
) -> WrittenDate | Unclear:
    """The one date in the text; without a year, the next one, or the latest when `past`."""
    if len(text) > LONGEST_READ:
        return Unclear(UnclearReason.TOO_LONG)
    spoken = language_named(language)
    mentions = list(_mentions(prepared(text), spoken, today, past=past))
    return _settled(mentions, today, past=past)


def show_date(written: WrittenDate, *, language: str) -> str:
    words = language_named(language).dates
    day, month, year = written.date.day, written.date.month, written.date.year
    months_in_share = 6 if written.precision is Precision.HALF else 3
    return words.shapes[written.precision].format(
        day=words.first_day if day == 1 else day,
        month=words.month_names[month - 1],
        year=year,
        season=words.season_names.get(month, ""),
        rank=words.ranks[(month - 1) // months_in_share],
    )


def _mentions(
    text: str, language: Language, today: date, *, past: bool
) -> Iterator[Mention | Unclear]:
    whole = text.strip(" .,;:!?")
    for pattern in FIGURES:
        for found in pattern.finditer(text):
            yield mention_in_figures(found, today, past=past)
        text = pattern.sub(_covered, text)
    for kind, pattern in patterns_of(language.code):
        for found in list(pattern.finditer(text)):
            if not _is_meant(kind, found, text, whole, language.dates):
                continue
            mention = reading(kind, Said(found.groupdict(), language, today, past))
            if mention is not None:
                yield mention
                text = text[: found.start()] + _covered(found) + text[found.end() :]


def _covered(found: re.Match[str]) -> str:
    return _COVER * len(found[0])


def _is_meant(kind: Kind, found: re.Match[str], text: str, whole: str, words: DateWords) -> bool:
    """Words such as "may" or "été" are dates only where nothing else can be meant."""
    if kind not in {Kind.MONTH, Kind.SEASON, Kind.WEEKDAY}:
        return True
    said = found.groupdict()
    name = next(said[table] for table in ("month", "season", "weekday") if said.get(table))
    if name not in words.shy or whole == found[0]:
        return True
    if any(said.get(group) for group in ("year", "lean", "part")):
        return True
    before = text[: found.start()].split()[-1:]
    return kind is not Kind.WEEKDAY and bool(before) and before[0] in words.heralds


def _settled(
    mentions: Sequence[Mention | Unclear], today: date, *, past: bool
) -> WrittenDate | Unclear:
    said = _with_shared_year([mention for mention in mentions if isinstance(mention, Mention)])
    unclear = [mention for mention in mentions if isinstance(mention, Unclear)]
    results = [(mention, placed(mention, today=today, past=past)) for mention in said]
    unclear += [result for _, result in results if isinstance(result, Unclear)]
    if unclear:
        return unclear[0]
    firm = {result for mention, result in results if not mention.is_loose}
    loose = {result for mention, result in results if mention.is_loose}
    return _only([*firm, *(day for day in loose if not _gives_way(day, firm))])


def _with_shared_year(mentions: Sequence[Mention]) -> list[Mention]:
    """Gives a year said apart to the dates that lack one: "le 12 mars, donc, en 2027"."""
    years = {m.year for m in mentions if m.precision is Precision.YEAR and m.year is not None}
    if len(mentions) > 1:
        # Beside a date, a number such as 1500 is not a year.
        years = {year for year in years if FIRST_YEAR <= year <= LAST_YEAR}
        mentions = [m for m in mentions if m.precision is not Precision.YEAR or m.year in years]
    if len(years) != 1:
        return list(mentions)
    (year,) = years
    return [replace(m, year=year) if m.year is None and not m.lean else m for m in mentions]


def _gives_way(day: WrittenDate | Unclear, firm: set[WrittenDate | Unclear]) -> bool:
    return isinstance(day, WrittenDate) and any(
        isinstance(other, WrittenDate)
        and (other.precision is not Precision.DAY or other.date.weekday() == day.date.weekday())
        for other in firm
    )


def _only(results: Sequence[WrittenDate | Unclear]) -> WrittenDate | Unclear:
    dates = [result for result in results if isinstance(result, WrittenDate)]
    finest = [one for one in dates if not any(one.holds(other) for other in dates)]
    if len(finest) == 1:
        return finest[0]
    return Unclear(UnclearReason.SEVERAL if finest else UnclearReason.NOTHING)
