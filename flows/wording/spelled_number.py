"""Numbers in words: quatre-vingt-dix, two hundred and five."""

from __future__ import annotations

from collections.abc import Sequence

from flows.wording.languages.number_words import NumberWords


def spelled_run(words: Sequence[str], language: NumberWords) -> tuple[int, int] | None:
    """The value that the first words spell, and how many of them it takes."""
    spelling = _Spelling(language)
    taken = 0
    for position, word in enumerate(words):
        if word in language.joiners and spelling.may_join(words[position + 1 : position + 2]):
            continue
        if not spelling.accepts(word):
            break
        taken = position + 1
    return (spelling.value, taken) if taken else None


def spelled_value(words: Sequence[str], language: NumberWords) -> int | None:
    """The value of words that are one number and nothing else."""
    run = spelled_run(words, language)
    return run[0] if run is not None and run[1] == len(words) else None


class _Spelling:
    """The number so far: whole thousands set aside, and the hundreds being said."""

    def __init__(self, language: NumberWords) -> None:
        self._language = language
        self._total = 0
        self._current: int | None = None
        self._scale: int | None = None

    @property
    def value(self) -> int:
        return self._total + (self._current or 0)

    def may_join(self, following: Sequence[str]) -> bool:
        """Whether "et" or "and" continues the number rather than begins another."""
        if not following or (self._current is None and self._scale is None):
            return False
        small = self._language.small.get(following[0])
        return small is not None and self._with_small(small) is not None

    def accepts(self, word: str) -> bool:
        if word in self._language.hundred:
            return self._accept_hundred()
        if word in self._language.scales:
            return self._accept_scale(self._language.scales[word])
        small = self._language.small.get(word)
        current = None if small is None else self._with_small(small)
        if current is None:
            return False
        self._current = current
        return True

    def _with_small(self, small: int) -> int | None:
        if self._current is None:
            return small
        rest = self._current % 100
        if compound := self._language.compounds.get((rest, small)):
            return self._current - rest + compound
        if self._current and rest == 0:
            return self._current + small if small else None
        return self._current + small if small in self._language.follows.get(rest, ()) else None

    def _accept_hundred(self) -> bool:
        # "douze cents" is said; "vingt cents" is not.
        if self._current is not None and not 1 <= self._current < 20:  # noqa: PLR2004
            return False
        self._current = (self._current or 1) * 100
        return True

    def _accept_scale(self, scale: int) -> bool:
        if self._current == 0:
            return False
        if self._scale is None or scale < self._scale:
            if self._scale is not None and self._current is None:
                return False
            self._total += (1 if self._current is None else self._current) * scale
        elif scale > self._scale:
            # "deux mille milliards": all that was said is multiplied.
            self._total = self.value * scale
        else:
            return False
        self._current, self._scale = None, scale
        return True
