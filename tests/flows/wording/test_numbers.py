from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from flows.wording import (
    Approximate,
    Unclear,
    UnclearReason,
    WrittenNumber,
    read_number,
    show_number,
)
from flows.wording.languages.word_tables import listed

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")


def cases() -> list[tuple[str, str, str]]:
    return [
        (language, text, expected)
        for language in LANGUAGES
        for text, expected in yaml.safe_load(
            (CASES / f"numbers.{language}.yaml").read_text("utf-8")
        ).items()
    ]


def written(found: WrittenNumber | Approximate | Unclear) -> str:
    match found:
        case Unclear(reason):
            return reason
        case WrittenNumber(value, unit):
            return f"{_digits(value)} {unit}".strip()
        case Approximate(low, high, unit):
            return f"{_digits(low)}..{_digits(high)} {unit}".strip()


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_numbers_are_read_as_they_are_typed(language: str, text: str, expected: str) -> None:
    assert expected == written(read_number(text, language=language))


@pytest.mark.parametrize(
    ("value", "unit", "french", "english"),
    [
        ("1500", "€", "1\u202f500\u00a0€", "€1,500"),
        ("1500.5", "€", "1\u202f500,50\u00a0€", "€1,500.50"),
        ("20", "%", "20\u00a0%", "20%"),
        ("3.5", "h", "3,5\u00a0h", "3.5\u00a0h"),
        ("12", "heures par mois", "12\u00a0heures par mois", "12\u00a0heures par mois"),
        ("1234567", "", "1\u202f234\u202f567", "1,234,567"),
        ("0", "", "0", "0"),
        ("1E+3", "", "1\u202f000", "1,000"),
        ("12.50", "", "12,5", "12.5"),
        ("-5", "", "−5", "−5"),
    ],
)
def test_numbers_are_shown_as_printed(value: str, unit: str, french: str, english: str) -> None:
    assert french == show_number(Decimal(value), language="fr", unit=unit)
    assert english == show_number(Decimal(value), language="en", unit=unit)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_not_shown(value: str) -> None:
    with pytest.raises(ValueError, match="can be shown"):
        show_number(Decimal(value), language="fr")


@given(st.integers(0, 10**15 - 1), st.sampled_from(LANGUAGES), st.sampled_from(["", "€", "%", "h"]))
def test_what_is_shown_is_read_back(value: int, language: str, unit: str) -> None:
    shown = show_number(value, language=language, unit=unit)
    assert WrittenNumber(Decimal(value), unit) == read_number(shown, language=language)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(LANGUAGES))
def test_cents_are_read_back(value: Decimal, language: str) -> None:
    shown = show_number(value, language=language, unit="€")
    assert WrittenNumber(value, "€") == read_number(shown, language=language)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.text())
def test_what_is_stored_is_read_back(value: Decimal, unit: str) -> None:
    stored = json.loads(json.dumps(WrittenNumber(value, unit).to_json()))
    assert WrittenNumber(value, unit) == WrittenNumber.from_json(stored)


@pytest.mark.parametrize(("value", "whole"), [("12", True), ("12.00", True), ("12.5", False)])
def test_a_whole_number_has_no_decimals(value: str, whole: bool) -> None:  # noqa: FBT001
    assert whole is WrittenNumber(Decimal(value)).is_whole


@pytest.mark.parametrize(
    "stored",
    [
        None,
        12,
        {},
        {"value": 12, "unit": ""},
        {"value": "a", "unit": ""},
        {"value": "Infinity", "unit": ""},
    ],
)
def test_what_was_not_stored_by_us_is_refused(stored: object) -> None:
    with pytest.raises(ValueError, match=r"Not a"):
        WrittenNumber.from_json(stored)


@given(
    st.text() | st.text(alphabet="0123456789.,' -+kmh€%eE", max_size=60),
    st.sampled_from(LANGUAGES),
)
def test_no_text_makes_reading_fail(text: str, language: str) -> None:
    found = read_number(text, language=language)
    if isinstance(found, WrittenNumber):
        assert 0 <= found.value < 10**15
        assert show_number(found.value, language=language, unit=found.unit)
    if isinstance(found, Approximate):
        assert 0 <= found.low <= found.high


_WORDS = listed(
    "un, une, vingt, quatre, cent, cents, mille, million, et, dix, douzaine, environ, moins, de,"
    " entre, 10, 20, k, €, a, one, hundred, thousand, and, dozen, about, between, to, half"
)


@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.sampled_from(LANGUAGES))
def test_no_order_of_its_own_words_makes_reading_fail(words: list[str], language: str) -> None:
    found = read_number(" ".join(words), language=language)
    assert isinstance(found, WrittenNumber | Approximate | Unclear)


FRENCH_UNITS = listed(
    "zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, "
    "quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf"
)
FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
ENGLISH_UNITS = listed(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen,"
    " fourteen, fifteen, sixteen, seventeen, eighteen, nineteen"
)
ENGLISH_TENS = listed("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")


def in_french(number: int) -> str:
    """An independent speller, so that every number is read as a schoolbook writes it."""
    if number >= 1000:
        thousands = "" if number < 2000 else f"{_bare(in_french(number // 1000))} "
        return f"{thousands}mille{_then(number % 1000, in_french)}"
    if number >= 100:
        hundreds = "" if number < 200 else f"{FRENCH_UNITS[number // 100]} "
        plural = "s" if number % 100 == 0 and number > 100 else ""
        return f"{hundreds}cent{plural}{_then(number % 100, in_french)}"
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{in_french(number - 80)}"
    if number < 20:
        return FRENCH_UNITS[number]
    ten = 60 if number >= 60 else number // 10 * 10
    joint = " et " if number % 10 == 1 else "-"
    return FRENCH_TENS[ten] + (f"{joint}{in_french(number - ten)}" if number > ten else "")


def _bare(thousands: str) -> str:
    """Before "mille", "vingt" and "cent" lose the s of their plural."""
    return thousands.removesuffix("s") if thousands.endswith(("cents", "vingts")) else thousands


def in_english(number: int) -> str:
    if number >= 1000:
        rest = number % 1000
        joint = " and" if 0 < rest < 100 else ""
        return f"{in_english(number // 1000)} thousand{joint}{_then(rest, in_english)}"
    if number >= 100:
        joint = " and" if number % 100 else ""
        return f"{ENGLISH_UNITS[number // 100]} hundred{joint}{_then(number % 100, in_english)}"
    if number < 20:
        return ENGLISH_UNITS[number]
    return ENGLISH_TENS[number // 10 - 2] + (
        f"-{ENGLISH_UNITS[number % 10]}" if number % 10 else ""
    )


def _then(rest: int, spell: Callable[[int], str]) -> str:
    return f" {spell(rest)}" if rest else ""


@pytest.mark.parametrize(("language", "spell"), [("fr", in_french), ("en", in_english)])
def test_every_number_below_two_thousand_is_read_in_words(
    language: str, spell: Callable[[int], str]
) -> None:
    for number in range(2001):
        found = read_number(spell(number), language=language)
        assert WrittenNumber(Decimal(number)) == found, spell(number)


@given(st.integers(0, 999_999))
def test_numbers_below_a_million_are_read_in_words(number: int) -> None:
    said = WrittenNumber(Decimal(number))
    assert said == read_number(in_french(number), language="fr")
    assert said == read_number(in_english(number), language="en")


def test_a_number_of_four_hundred_figures_is_out_of_range() -> None:
    assert Unclear(UnclearReason.OUT_OF_RANGE) == read_number("9" * 400, language="fr")


def test_a_number_with_its_scale_may_be_out_of_range() -> None:
    assert Unclear(UnclearReason.OUT_OF_RANGE) == read_number("2000000 milliards", language="fr")


def test_a_novel_is_no_number() -> None:
    assert Unclear(UnclearReason.TOO_LONG) == read_number("12 " * 10_000, language="fr")
