"""The desk says the same things in every language, and everything that its pages name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import pytest

from web.phrases import languages, phrases_in

BRACES = re.compile(r"\{(\w+)\}")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|\"")
#: a sign that French sets apart, without its no-break space
TIGHT = re.compile(r"[^\u202f\u00a0\s][?!;»]|(?<![\u00a0\s/\d]):(?!//)|«(?!\u00a0)")
#: as templates and pages name a phrase
NAMED = re.compile(r"""\b(?:say|count)\("([a-z0-9_.]+)"[,)]""")


def leaves(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def sentences(language: str) -> dict[str, str]:
    return dict(leaves(phrases_in(language)._data))  # noqa: SLF001  the whole file


@pytest.mark.parametrize("language", languages())
def test_a_language_says_what_the_first_one_says(language: str) -> None:
    first, other = sentences(languages()[0]), sentences(language)
    assert first.keys() == other.keys()
    for key, sentence in first.items():
        assert set(BRACES.findall(sentence)) == set(BRACES.findall(other[key])), key


def test_what_templates_name_can_be_said() -> None:
    known = sentences(languages()[0])
    folder = resources.files("web") / "templates"
    named = {
        key for file in folder.iterdir() for key in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert set() == {key for key in named if key not in known and f"{key}.one" not in known}


@pytest.mark.parametrize("language", languages())
def test_what_is_counted_is_said_for_one_and_for_many(language: str) -> None:
    known = sentences(language)
    ones = {key.removesuffix(".one") for key in known if key.endswith(".one")}
    manies = {key.removesuffix(".many") for key in known if key.endswith(".many")}
    assert ones == manies


@pytest.mark.parametrize("language", languages())
def test_apostrophes_and_quotes_are_curly(language: str) -> None:
    wrong = {key: text for key, text in sentences(language).items() if STRAIGHT.search(text)}
    assert {} == wrong


def test_french_has_its_spaces() -> None:
    wrong = {key: text for key, text in sentences("fr").items() if TIGHT.search(text)}
    assert {} == wrong


def test_french_counts_none_and_one_alike_and_english_only_one() -> None:
    key = "account.telegram.connected"
    said = {
        language: [phrases_in(language).count(key, number)[:4] for number in (0, 1, 2)]
        for language in ("fr", "en")
    }
    assert {"fr": ["Une ", "Une ", "2 co"], "en": ["0 Te", "One ", "2 Te"]} == said
