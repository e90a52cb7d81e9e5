from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from flows.wording import (
    Precision,
    Unclear,
    UnclearReason,
    WrittenDate,
    all_languages,
    read_date,
    show_date,
)
from flows.wording.languages.word_tables import listed

TODAY = date(2026, 11, 24)
CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")


def cases(kind: str) -> list[tuple[str, str, str]]:
    return [
        (language, text, expected)
        for language in LANGUAGES
        for path in [CASES / f"{kind}.{language}.yaml"]
        if path.exists()
        for text, expected in yaml.safe_load(path.read_text("utf-8")).items()
    ]


def written(found: WrittenDate | Unclear) -> str:
    if isinstance(found, Unclear):
        return found.reason
    return f"{found.date} {found.precision}"


@pytest.mark.parametrize(("language", "text", "expected"), cases("dates"))
def test_dates_are_read_as_they_are_typed(language: str, text: str, expected: str) -> None:
    assert expected == written(read_date(text, language=language, today=TODAY))


@pytest.mark.parametrize(("language", "text", "expected"), cases("past_dates"))
def test_a_past_date_is_the_latest_one(language: str, text: str, expected: str) -> None:
    assert expected == written(read_date(text, language=language, today=TODAY, past=True))


@pytest.mark.parametrize(
    ("day", "precision", "french", "english"),
    [
        ("2027-03-12", "day", "12 mars 2027", "12 March 2027"),
        ("2027-06-01", "day", "1er juin 2027", "1 June 2027"),
        ("2027-03-08", "week", "semaine du 8 mars 2027", "week of 8 March 2027"),
        ("2027-06-15", "mid_month", "mi-juin 2027", "mid-June 2027"),
        ("2027-08-31", "late_month", "fin août 2027", "late August 2027"),
        ("2027-02-01", "early_month", "début février 2027", "early February 2027"),
        ("2027-06-01", "month", "juin 2027", "June 2027"),
        ("2027-06-01", "season", "été 2027", "summer 2027"),
        ("2027-09-01", "school_start", "rentrée 2027", "start of the school year 2027"),
        ("2027-04-01", "quarter", "2e trimestre 2027", "second quarter of 2027"),
        ("2027-07-01", "half", "2e semestre 2027", "second half of 2027"),
        ("2027-01-01", "early_year", "début 2027", "early 2027"),
        ("2027-07-01", "mid_year", "mi-2027", "mid-2027"),
        ("2027-12-31", "late_year", "fin 2027", "late 2027"),
        ("2027-01-01", "year", "2027", "2027"),
    ],
)
def test_dates_are_shown_as_they_are_said(
    day: str, precision: str, french: str, english: str
) -> None:
    shown = WrittenDate.from_json({"date": day, "precision": precision})
    assert french == show_date(shown, language="fr")
    assert english == show_date(shown, language="en")


def test_every_precision_can_be_shown() -> None:
    for language in all_languages().values():
        assert set(Precision) == set(language.dates.shapes)


def said_dates() -> st.SearchStrategy[WrittenDate]:
    """Dates of every precision, as reading makes them."""
    days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
    return st.builds(_canonical, days, st.sampled_from(Precision))


def _canonical(day: date, precision: Precision) -> WrittenDate:
    first = day.replace(day=1)
    match precision:
        case Precision.DAY:
            return WrittenDate(day)
        case Precision.WEEK:
            return WrittenDate(
                max(day - timedelta(days=day.weekday()), date(1900, 1, 1)), precision
            )
        case Precision.MONTH | Precision.EARLY_MONTH:
            return WrittenDate(first, precision)
        case Precision.MID_MONTH:
            return WrittenDate(day.replace(day=15), precision)
        case Precision.LATE_MONTH:
            return WrittenDate(WrittenDate(day, Precision.MONTH).period[1], precision)
        case Precision.SEASON:
            return WrittenDate(date(day.year, max(day.month // 3, 1) * 3, 1), precision)
        case Precision.QUARTER:
            return WrittenDate(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), precision)
        case Precision.HALF:
            return WrittenDate(date(day.year, 1 if day.month < 7 else 7, 1), precision)
        case Precision.SCHOOL_START:
            return WrittenDate(date(day.year, 9, 1), precision)
        case Precision.MID_YEAR:
            return WrittenDate(date(day.year, 7, 1), precision)
        case Precision.LATE_YEAR:
            return WrittenDate(date(day.year, 12, 31), precision)
        case Precision.YEAR | Precision.EARLY_YEAR:
            return WrittenDate(date(day.year, 1, 1), precision)


@given(said_dates(), st.sampled_from(LANGUAGES), st.booleans())
def test_what_is_shown_is_read_back(said: WrittenDate, language: str, past: bool) -> None:  # noqa: FBT001
    shown = show_date(said, language=language)
    assert said == read_date(shown, language=language, today=TODAY, past=past)


@given(said_dates())
def test_what_is_stored_is_read_back(said: WrittenDate) -> None:
    assert said == WrittenDate.from_json(said.to_json())


@given(said_dates())
def test_the_day_kept_is_within_the_period_meant(said: WrittenDate) -> None:
    first, last = said.period
    assert first <= said.date <= last


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "2027-03-12",
        {},
        {"date": "2027-03-12"},
        {"date": 5, "precision": "day"},
        {"date": "2027-02-31", "precision": "day"},
        {"date": "2027-02-01", "precision": "century"},
    ],
)
def test_what_was_not_stored_by_us_is_refused(stored: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        WrittenDate.from_json(stored)


@given(
    st.text() | st.text(alphabet="0123456789/-., janvmrdupocsin", max_size=40),
    st.sampled_from(LANGUAGES),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.booleans(),
)
def test_no_text_makes_reading_fail(text: str, language: str, today: date, past: bool) -> None:  # noqa: FBT001
    found = read_date(text, language=language, today=today, past=past)
    if isinstance(found, WrittenDate):
        assert show_date(found, language=language)


_WORDS = listed(
    "mi, fin, début, mars, juin, été, rentrée, lundi, demain, prochain, dernier, dans, un, six,"
    " mois, ans, 12, 31, 2027, 1er, T1, trimestre, d'ici, le, du, au, -, /, ., et, in, next, last,"
    " of, March, mid, end, week, year, ago, Q1"
)


@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.sampled_from(LANGUAGES))
def test_no_order_of_its_own_words_makes_reading_fail(words: list[str], language: str) -> None:
    found = read_date(" ".join(words), language=language, today=TODAY)
    assert isinstance(found, WrittenDate | Unclear)


def test_a_novel_is_no_date() -> None:
    found = read_date("le 12 mars " * 10_000, language="fr", today=TODAY)
    assert Unclear(UnclearReason.TOO_LONG) == found
