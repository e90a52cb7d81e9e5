"""How applications cut a text that is too long for one message."""

from __future__ import annotations

__all__ = ["split_long"]

#: characters
LONGEST = 4096
#: a break is looked for in the last part only
WINDOW = 1024


def split_long(text: str) -> list[str]:
    """At the end of a line, else of a word, else anywhere; without the space around."""
    parts: list[str] = []
    left = text.strip()
    while len(left) > LONGEST:
        cut = place_to_cut(left)
        parts.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*parts, left]


def place_to_cut(text: str) -> int:
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, LONGEST - WINDOW, LONGEST)
        if found > 0:
            return found + len(mark)
    return LONGEST
