from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from flows.wording import UnknownLanguage, all_languages, fold, language_named
from flows.wording.date_patterns import patterns_of, prepared
from flows.wording.languages.date_words import Kind


def test_each_language_is_found_by_its_code() -> None:
    assert {"fr", "en"} <= set(all_languages())
    assert all(code == language_named(code).code for code in all_languages())


@pytest.mark.parametrize("code", ["", "xx", "language", "FR"])
def test_another_language_is_unknown(code: str) -> None:
    with pytest.raises(UnknownLanguage):
        language_named(code)


@pytest.mark.parametrize("code", sorted(all_languages()))
def test_each_language_says_every_kind_of_date(code: str) -> None:
    assert set(Kind) == {kind for kind, _ in patterns_of(code)}


@pytest.mark.parametrize("code", sorted(all_languages()))
def test_the_words_of_dates_can_be_met_in_a_prepared_text(code: str) -> None:
    words = language_named(code).dates
    tables = (words.month, words.weekday, words.season, words.part, words.lean, words.unit)
    for table in (*tables, words.offset, words.ordinal):
        assert [word for word in table if word != prepared(word)] == []


@pytest.mark.parametrize("code", sorted(all_languages()))
def test_the_words_of_numbers_are_folded(code: str) -> None:
    numbers = language_named(code).numbers
    assert is_dataclass(numbers)
    for field in fields(numbers):
        table = getattr(numbers, field.name)
        if isinstance(table, str) or field.name in {"follows", "compounds"}:
            continue
        assert [word for word in table if word != fold(word)] == []


@pytest.mark.parametrize("code", sorted(all_languages()))
def test_a_language_names_twelve_months_and_four_seasons(code: str) -> None:
    words = language_named(code).dates
    assert 12 == len(words.month_names)
    assert {3, 6, 9, 12} == set(words.season_names)
    assert 4 == len(words.ranks)
