"""What the number that a command ends with means."""

from __future__ import annotations

from enum import IntEnum
from typing import Self

__all__ = ["Exit", "exit_table"]


class Exit(IntEnum):
    """The same in every command; its meaning is part of `alliance --help`."""

    def __new__(cls, code: int, meaning: str) -> Self:
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    meaning: str

    FINE = 0, "all is well"
    NO = 1, "the answer is no: an error, a red story, a bad database"
    UNREADABLE = 2, "the command line, a setting or a flow cannot be read"
    NO_DATABASE = 3, "the database cannot be used"
    NOT_FOUND = 4, "there is nothing of that name"
    NOT_WRITTEN = 5, "a file cannot be written, or is there already"
    INTERRUPTED = 130, "stopped by Ctrl-C"
    NO_READER = 141, "whoever read the output went away"


def exit_table() -> str:
    """The meanings, one a line, as the help shows them."""
    return "\n".join(["Exit codes:", *(f"{code.value:>3}  {code.meaning}" for code in Exit)])
