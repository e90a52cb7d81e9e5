"""Dates written in figures: the same in every language, the day before the month."""

from __future__ import annotations

import re
from datetime import date

from flows.wording.date_mention import Mention
from flows.wording.written_date import Precision

_START = r"(?<![\w.,/-])"
_END = r"(?![\w/-]|[.,]\d|:\d)"
FIGURES = (
    # The hour of a timestamp may follow: 2027-03-12T10:00.
    re.compile(
        _START + r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
        r"(?:t\d\d:?\d\d[\d:.z+-]*)?" + _END
    ),
    re.compile(
        _START + r"(?P<day>\d{1,2}) ?(?P<mark>[-/.]) ?(?P<month>\d{1,2}) ?(?P=mark) ?"
        r"(?P<year>\d{4}|\d\d)" + _END
    ),
    re.compile(_START + r"(?P<month>\d{1,2}) ?[-/.] ?(?P<year>\d{4})" + _END),
    re.compile(_START + r"(?P<year>\d{4})[-/.](?P<month>\d{2})" + _END),
    re.compile(_START + r"(?P<day>\d{1,2}) ?[/.] ?(?P<month>\d{1,2})" + _END),
    # Within a sentence, 12-15 is a range.
    re.compile(r"^(?:le )?(?P<day>\d{1,2})-(?P<month>\d{1,2})$"),
)


def mention_in_figures(found: re.Match[str], today: date, *, past: bool) -> Mention:
    said = found.groupdict()
    year = None if said.get("year") is None else whole_year(said["year"], today, past=past)
    day = said.get("day")
    precision = Precision.MONTH if day is None else Precision.DAY
    return Mention(precision, year, int(said["month"]), int(day or 1))


def whole_year(written: str, today: date, *, past: bool) -> int:
    """Two figures mean a year of this century, unless that is too far ahead."""
    year = int(written)
    if len(written) > 2:  # noqa: PLR2004 - two figures
        return year
    furthest = today.year if past else today.year + 50
    century = today.year // 100 * 100
    return century + year if century + year <= furthest else century - 100 + year
