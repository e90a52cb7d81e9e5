"""Tells words that only say that one does not know: « je ne sais pas », "no idea"."""

from __future__ import annotations

from functools import cache

from flows.wording.clean import plain_words
from flows.wording.languages import all_languages

__all__ = ["says_not_knowing"]


def says_not_knowing(text: str) -> bool:
    """In any language that can be read: people mix them when they are at a loss."""
    said, around = plain_words(text), _around()
    while said and said not in _phrases():
        shorter = next((rest for each in around if (rest := _without(said, each)) != said), said)
        if shorter == said:
            return False
        said = shorter
    return bool(said)


def _without(said: str, around: str) -> str:
    """Without these words at its beginning or at its end, if something is left."""
    if said.startswith(f"{around} "):
        return said[len(around) + 1 :]
    return said.removesuffix(f" {around}")


@cache
def _phrases() -> frozenset[str]:
    return frozenset().union(*(one.answers.not_knowing for one in all_languages().values()))


@cache
def _around() -> tuple[str, ...]:
    """What may stand before or after them, and says no more."""
    words = (one.answers for one in all_languages().values())
    found = frozenset().union(*(each.interjections | each.not_knowing_around for each in words))
    return tuple(sorted(found, key=lambda each: (-len(each), each)))
