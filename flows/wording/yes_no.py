"""Tells a yes from a no, and either from a hesitation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flows.wording.clean import plain_words
from flows.wording.languages import language_named
from flows.wording.languages.language import AnswerWords

# A yes or a no opens the answer; what comes long after it is its explanation.
_WORDS_HEARD: Final = 12
_PLAIN_ANSWERS: Final = frozenset({"oui", "non", "yes", "no"})


def read_yes_no(text: str, *, language: str) -> bool | None:
    """True or False when the answer opens with one and does not take it back."""
    words = language_named(language).answers
    said = plain_words(text).split()
    if not _is_known(" ".join(said), words):
        said = _without_interjections(said, words)
    length, answer = _opening_answer(said, words)
    if answer is None:
        return None
    rest = said[length : length + _WORDS_HEARD]
    return None if _takes_back(rest, words, words.no if answer else words.yes) else answer


def _is_known(phrase: str, words: AnswerWords) -> bool:
    return phrase in words.yes or phrase in words.no or phrase in words.unsure


def _without_interjections(said: Sequence[str], words: AnswerWords) -> list[str]:
    opening = 0
    while opening < len(said) and said[opening] in words.interjections:
        opening += 1
    return list(said[opening:])


def _opening_answer(said: Sequence[str], words: AnswerWords) -> tuple[int, bool | None]:
    """The longest known phrase that the text begins with, so that "pas d'accord" is a no."""
    longest = max(phrase.count(" ") + 1 for phrase in (*words.yes, *words.no, *words.unsure))
    for length in range(min(longest, len(said)), 0, -1):
        phrase = " ".join(said[:length])
        if phrase in words.unsure:
            return length, None
        if phrase in words.yes or phrase in words.no:
            return length, _lone_letter(phrase, said, answer=phrase in words.yes)
    return 0, None


def _lone_letter(phrase: str, said: Sequence[str], *, answer: bool) -> bool | None:
    """An "N" answers; the one of "n'importe quoi" does not."""
    return answer if len(phrase) > 1 or len(said) == 1 else None


def _takes_back(rest: Sequence[str], words: AnswerWords, opposite: frozenset[str]) -> bool:
    """Whether a doubt follows at once, or the opposite soon: "oui, enfin non"."""
    text = f"{' '.join(rest)} "
    # Of the opposite, only what can be nothing else: "non, c'est juste que..." stays a no.
    return any(text.startswith(f"{phrase} ") for phrase in words.unsure) or any(
        word in opposite and word in _PLAIN_ANSWERS for word in rest
    )
