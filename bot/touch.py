"""What a button carries: which run, which state of it, where, and what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Self

__all__ = ["TRIED", "Act", "Touch", "mark"]

#: letters of a run's public id: enough to tell apart the runs of one person
RUN_LETTERS = 8
#: what the public ids of a trial begin with: its buttons are recognised when it is over
TRIED = "~"


class Act(StrEnum):
    """What pressing does."""

    CHOOSE = "c"
    TICK = "t"  # one of several
    DONE = "d"  # those that are ticked
    ACTION = "a"  # one of the actions of the phrases
    REVISE = "r"  # answer this place, again or ahead of its turn
    GO = "g"  # a command: it keeps its meaning whatever was answered since


@dataclass(frozen=True, slots=True)
class Touch:
    """Written in at most 64 bytes. A state that is not the run's any more makes it an old one."""

    act: Act
    #: first letters of the run's public id; empty when it is about no run
    run: str
    #: of the run, when the button was made
    version: int
    #: mark of the place
    place: str
    #: mark of the choice, name of the action, or command without its slash
    what: str = ""

    @classmethod
    def on(cls, act: Act, run: str, version: int, place: str, what: str = "") -> Self:
        """A button for a run's public id, at a place."""
        return cls(act, run[:RUN_LETTERS], version, mark(place), what)

    @classmethod
    def going(cls, typed: str, run: str, version: int) -> Self:
        """A button that does what typing that does."""
        return cls(Act.GO, run[:RUN_LETTERS], version, "", typed.removeprefix("/"))

    def __str__(self) -> str:
        return ".".join((self.act, self.run, f"{self.version:x}", self.place, self.what))

    @classmethod
    def read(cls, data: str) -> Self | None:
        """What `str` wrote; none when it is nothing of ours."""
        try:
            act, run, version, place, what = data.split(".", 4)
            return cls(Act(act), run, int(version, 16), place, what)
        except ValueError:
            return None

    def is_of(self, public_id: str) -> bool:
        """Whether it is about this run, or about none."""
        return self.run in ("", public_id[:RUN_LETTERS])


@lru_cache(maxsize=4096)
def mark(name: str) -> str:
    """A short stand-in for a name of any length: eight letters."""
    return blake2b(name.encode(), digest_size=4).hexdigest()
