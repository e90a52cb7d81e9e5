"""Everything that can be said in the chat has its words."""

from __future__ import annotations

import pytest

from bot.commands import commands
from bot.messages import Style
from bot.phrases import languages, phrases_in
from bot.understanding import ACTIONS, ASIDES
from flows.refusal import RefusalCode


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


def test_a_style_is_one_word() -> None:
    assert all(style.isalpha() for style in Style)
