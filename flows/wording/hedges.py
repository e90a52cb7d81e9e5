"""Sets apart the phrases that say how exact a number is: environ, at least, or so."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from flows.wording.languages import language_named

# "20+": written after the figures, and the same in every language.
_PLUS: Final = r"(?<=\d)\+(?!\d)"


def without_hedges(folded: str, language: str) -> tuple[str, bool]:
    """The text without them, and whether there was one."""
    text, count = _phrases(language).subn(" ", folded)
    return text, count > 0


@cache
def _phrases(language: str) -> re.Pattern[str]:
    words = language_named(language).numbers
    longest_first = sorted((*words.about, *words.bounds), key=len, reverse=True)
    # Not beside a letter; beside a figure, as in "20ish", they count.
    phrases = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![^\W\d_])(?:{phrases})(?![^\W\d_])|{_PLUS}")
