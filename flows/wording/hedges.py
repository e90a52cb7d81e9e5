"""Sets apart the phrases that say how exact a number is: environ, at least, or so."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from flows.wording.languages import language_named


class Hedge(StrEnum):
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


def without_hedges(folded: str, language: str) -> tuple[str, frozenset[Hedge]]:
    found: set[Hedge] = set()
    meanings = _meanings(language)

    def note(phrase: re.Match[str]) -> str:
        found.add(meanings[phrase[0]])
        return " "

    text = _phrases(language).sub(note, folded)
    return text, frozenset(found)


@cache
def _meanings(language: str) -> dict[str, Hedge]:
    words = language_named(language).numbers
    return {
        **dict.fromkeys(words.about, Hedge.ABOUT),
        **dict.fromkeys(words.at_least, Hedge.AT_LEAST),
        **dict.fromkeys(words.at_most, Hedge.AT_MOST),
    }


@cache
def _phrases(language: str) -> re.Pattern[str]:
    longest_first = sorted(_meanings(language), key=len, reverse=True)
    # Not beside a letter; beside a figure, as in "20ish", they count.
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])")
