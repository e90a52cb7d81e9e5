"""The phrases of every language say the same things, and everything that can be said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.commands import commands
from bot.messages import Style
from bot.phrases import languages, phrases_in
from bot.understanding import ACTIONS, ASIDES
from flows.refusal import RefusalCode

BRACES = re.compile(r"\{(\w+)\}")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|\"")
#: a sign that French sets apart, without its no-break space
TIGHT = re.compile(r"[^\u202f\u00a0\s](?:[?!;»])|(?<![\u00a0\s/\d]):(?!//)|«(?!\u00a0)")


def leaves(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{key}.")
        elif isinstance(value, str):
            yield f"{path}{key}", value


def sentences(language: str) -> dict[str, str]:
    return dict(leaves(phrases_in(language)._data))  # noqa: SLF001  the whole file


@pytest.mark.parametrize("language", languages())
def test_a_language_says_what_the_first_one_says(language: str) -> None:
    first, other = sentences(languages()[0]), sentences(language)
    assert first.keys() == other.keys()
    for key, sentence in first.items():
        assert set(BRACES.findall(sentence)) == set(BRACES.findall(other[key])), key


@pytest.mark.parametrize("language", languages())
def test_every_refusal_command_action_and_choice_has_its_words(language: str) -> None:
    say = phrases_in(language)
    for code in RefusalCode:
        assert say.say(f"refused.{code}")
    assert set(commands()) == set(say.keys("commands"))
    assert {*ACTIONS, *ASIDES} == set(say.keys("actions"))
    assert {"add", "done", "earlier", "later", "remove"} == set(say.keys("choices"))


@pytest.mark.parametrize("language", languages())
def test_words_for_actions_never_mean_two_of_them(language: str) -> None:
    say = phrases_in(language)
    words = [
        word for action in say.keys("actions") for word in say.words(f"actions.{action}.words")
    ]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("language", languages())
def test_apostrophes_and_quotes_are_curly(language: str) -> None:
    wrong = {key: text for key, text in sentences(language).items() if STRAIGHT.search(text)}
    assert {} == wrong


def test_french_has_its_spaces() -> None:
    wrong = {key: text for key, text in sentences("fr").items() if TIGHT.search(text)}
    assert {} == wrong


def test_an_unknown_language_gets_the_first_one() -> None:
    assert languages()[0] == phrases_in("xx").language


def test_a_style_is_one_word() -> None:
    assert all(style.isalpha() for style in Style)
