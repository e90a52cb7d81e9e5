"""Long lists a page at a time: what `+2` means after a command, and the way to the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from bot.messages import Way
from bot.phrases import Phrases

__all__ = ["Page", "page_number"]

Line = TypeVar("Line")
#: no list has a thousand pages
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """Some of the lines, and whether others follow."""

    lines: Sequence[Line]
    number: int
    is_last: bool

    @classmethod
    def of(cls, lines: Sequence[Line], number: int, *, at_most: int) -> Self:
        """The page of this number, from 1; the last one when there are not so many."""
        last = max(1, -(-len(lines) // at_most))
        number = min(number, last)
        start = (number - 1) * at_most
        return cls(lines[start : start + at_most], number, number == last)

    def following(self, command: str, say: Phrases) -> tuple[Way, ...]:
        """The way to the next page, when there is one."""
        if self.is_last:
            return ()
        return (Way(say.say("ways.more"), command, f"+{self.number + 1}"),)


def page_number(wanted: str) -> int:
    """The page that `+2` asks for; 0 when that is something else."""
    digits = wanted.removeprefix("+")
    is_page = wanted != digits and digits.isascii() and digits.isdigit() and len(digits) <= DIGITS
    return int(digits) if is_page else 0
