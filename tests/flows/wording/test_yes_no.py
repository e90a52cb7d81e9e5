from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from flows.wording import all_languages, plain_words, read_yes_no

FRENCH = {
    True: "oui|OUI !|ouais|ok|d'accord|d’accord|ben oui|mais oui|oui oui oui|pas de problème|o|"
    "tout à fait d'accord|c'est ça|oui, mais pas tout de suite|oui je ne sais juste pas quand",
    False: "non|Non merci|pas d'accord|pas vraiment|pas encore|bien sûr que non|n|nan|ah non|"
    "jamais|je ne pense pas|non, c'est juste que nous débutons",
    None: "peut-être|oui et non|oui enfin non|pourquoi pas|n'importe quoi|nous|si possible|👍||...|"
    "oui peut-être|non lucratif|ouistiti|nonobstant",
}
ENGLISH = {
    True: "yes|Yes!|yep|yeah|sure|of course|no problem|I think so|well, yes|that's right",
    False: "no|nope|not yet|not really|of course not|I don't think so|well, no|No, sorry",
    None: "maybe|yes and no|yeah no|not sure|nobody|right now|I don't know|it depends||yesterday",
}
CASES = [
    (language, text, expected)
    for language, table in (("fr", FRENCH), ("en", ENGLISH))
    for expected, texts in table.items()
    for text in texts.split("|")
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_yes_is_told_from_a_no(language: str, text: str, expected: bool | None) -> None:  # noqa: FBT001
    assert expected is read_yes_no(text, language=language)


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_no_text_makes_reading_fail(text: str, language: str) -> None:
    assert read_yes_no(text, language=language) in (True, False, None)


def test_no_phrase_is_both_and_each_is_folded() -> None:
    for language in all_languages().values():
        words = language.answers
        assert not words.yes & words.no
        assert not (words.yes | words.no) & words.unsure
        assert all(phrase == plain_words(phrase) for phrase in words.yes | words.no | words.unsure)


def test_what_is_shown_is_understood() -> None:
    for code, language in all_languages().items():
        assert read_yes_no(language.answers.shown_yes, language=code) is True
        assert read_yes_no(language.answers.shown_no, language=code) is False
