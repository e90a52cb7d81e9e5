"""A permanent name for a new thing, from what it says."""

from __future__ import annotations

import re
from collections.abc import Collection

from flows.wording.clean import fold

__all__ = ["is_name", "proposed"]

NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
WORD = re.compile(r"[a-z0-9]+")
#: letters of a name that is easy to read in a file
SHORT = 24
#: a word with fewer letters seldom says what a thing is about
LETTERS = 4
WORDS_AT_MOST = 2


def is_name(text: str) -> bool:
    """Whether it may name a thing for ever."""
    return bool(NAME.fullmatch(text))


def proposed(text: str, taken: Collection[str], *, fallback: str) -> str:
    """A name that nothing has yet: the first words that say something."""
    words = WORD.findall(fold(text).replace("'", " "))
    telling = [word for word in words if len(word) >= LETTERS] or words
    name = ""
    for word in telling[:WORDS_AT_MOST]:
        longer = f"{name}_{word}" if name else word
        name = longer if len(longer) <= SHORT else name or word[:SHORT]
    name = name if is_name(name) else f"{fallback}_{name}".rstrip("_")
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    return unique
