"""Whether a word is another one with a slip of the finger in it."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["slipped", "slips"]

#: letters of a word that may hold one slip, and two
ONE_FROM, TWO_FROM = 4, 8


def slipped(written: str, known: Iterable[str]) -> str:
    """The known word that was meant, the nearest one; empty when none is near enough."""
    near = ((slips(written, word), word) for word in known if _is_of_a_length(written, word))
    best = min(((count, word) for count, word in near if count <= _allowed(word)), default=(0, ""))
    return best[1]


def slips(written: str, word: str) -> int:
    """Letters that are missing, too many, or others; two that changed places count once."""
    before, last = list[int](), list(range(len(word) + 1))
    for row, letter in enumerate(written, 1):
        here = [row]
        for column, wanted in enumerate(word, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and written[row - 2] == wanted
            if swapped and letter == word[column - 2]:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]


def _allowed(word: str) -> int:
    return (len(word) >= ONE_FROM) + (len(word) >= TWO_FROM)


def _is_of_a_length(written: str, word: str) -> bool:
    return abs(len(written) - len(word)) <= _allowed(word)
