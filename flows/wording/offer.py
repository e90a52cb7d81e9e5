"""The labels offered, made ready once for all the pieces of text compared with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from flows.wording.clean import fold, plain_words
from flows.wording.languages import all_languages

_NUMBERED = re.compile(
    r"(?:n ?[o°] ?|# ?)?(\d{1,3}) ?(?:er|re|e|eme|ere|st|nd|rd|th)?(?!\w)[ .):°-]*"
)
# What follows explains the label: "Une collectivité (mairie, région)".
_ASIDE = re.compile(r"\s*[(:–—]")

_CLOSE: Final = 0.8
_MARGIN: Final = 0.1
_SHORTEST_PREFIX: Final = 2
_SHORTEST_WITHIN: Final = 4
_SHORTEST_MISSPELLED: Final = 4


class Offer:
    """Each way of finding labels returns their places; none when it finds nothing."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = [label.strip() for label in labels]
        self._keys = [plain_words(label) for label in labels]
        self._cores = [_core(key) for key in self._keys]
        self._heads = [_core(plain_words(_ASIDE.split(label)[0])) for label in labels]

    def found(self, text: str) -> list[int]:
        """By the words of the label, its number, its beginning, or nearly its spelling."""
        key = plain_words(text)
        core = _core(key)
        if not key:
            return []
        return (
            self.named(text)
            or self._numbered(fold(text))
            or [index for index, one in enumerate(self._cores) if one == core]
            or self._begun(core)
            or self._within(core)
            or self._nearly(core)
        )

    def named(self, text: str) -> list[int]:
        """Written so, or else so but for case, accents and punctuation."""
        said, key = text.strip(), plain_words(text)
        same = [index for index, label in enumerate(self._labels) if label == said]
        return same or [index for index, one in enumerate(self._keys) if key and one == key]

    def _numbered(self, folded: str) -> list[int]:
        """The label of that number, and the one named after the number if it is another."""
        rank, rest = _rank(folded)
        if rank is None or not 1 <= rank <= len(self._keys):
            return []
        rest = plain_words(rest)
        if not rest:
            return [rank - 1]
        named = [index for index, key in enumerate(self._keys) if key == rest]
        return sorted({rank - 1, *named}) if named else []

    def _begun(self, core: str) -> list[int]:
        if len(core) < _SHORTEST_PREFIX or core.isdecimal():
            return []
        return [index for index, one in enumerate(self._cores) if one.startswith(core)]

    def _within(self, core: str) -> list[int]:
        """Holding every word said: "mairie" for "Une collectivité (mairie, région)"."""
        if len(core) < _SHORTEST_WITHIN or core.isdecimal():
            return []
        words = set(core.split())
        return [index for index, one in enumerate(self._cores) if words <= set(one.split())]

    def _nearly(self, core: str) -> list[int]:
        """The closest spelling, with the others that are nearly as close."""
        if len(core) < _SHORTEST_MISSPELLED or not any(letter.isalpha() for letter in core):
            return []
        scores = [
            max(_likeness(core, whole), _likeness(core, head))
            for whole, head in zip(self._cores, self._heads, strict=True)
        ]
        best = max(scores, default=0.0)
        if best < _CLOSE:
            return []
        return [index for index, score in enumerate(scores) if score > best - _MARGIN]


def _core(key: str) -> str:
    """The words of a choice without "je prends la" before it or "merci" after it."""
    around = _around_choice()
    words = key.split()
    while len(words) > 1 and words[0] in around:
        words.pop(0)
    while len(words) > 1 and words[-1] in around:
        words.pop()
    return " ".join(words)


@cache
def _around_choice() -> frozenset[str]:
    return frozenset().union(*(one.answers.around_choice for one in all_languages().values()))


def _rank(folded: str) -> tuple[int | None, str]:
    core = _without_around(folded)
    found = _NUMBERED.match(core)
    if found is not None:
        return int(found[1]), core[found.end() :]
    words = plain_words(core)
    return _ranks().get(words), ""


def _without_around(folded: str) -> str:
    words = folded.replace("l'", "l ").split()
    while len(words) > 1 and words[0] in _around_choice() and words[0] not in _ranks():
        words.pop(0)
    while len(words) > 1 and words[-1] in _around_choice():
        words.pop()
    return " ".join(words)


@cache
def _ranks() -> dict[str, int]:
    ranks: dict[str, int] = {}
    for language in all_languages().values():
        ranks |= {word: n for word, n in language.numbers.small.items() if len(word) > 1 and n}
        ranks |= language.dates.ordinal
    return ranks


def _likeness(key: str, other: str) -> float:
    # Comparing is quadratic, and lengths this different cannot be close.
    if not other or not 0.5 < len(key) / len(other) < 2:  # noqa: PLR2004
        return 0.0
    matcher = SequenceMatcher(None, key, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _CLOSE - _MARGIN else 0.0
