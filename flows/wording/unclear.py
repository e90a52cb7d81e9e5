"""What reading returns when the text does not say one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# An answer this long is prose; reading a value in it would be guessing.
LONGEST_READ: Final = 1000


class UnclearReason(StrEnum):
    """Why a date or a number was not read, so that the question back can be kind and precise."""

    NOTHING = "nothing"  # no date or number was found
    SEVERAL = "several"  # two or more different ones
    AMBIGUOUS = "ambiguous"  # one, with two readings: "1,500" in French
    IMPOSSIBLE = "impossible"  # 31 February, 1.2.3
    CONTRADICTORY = "contradictory"  # "Monday 12 March" when the twelfth is a Friday
    OUT_OF_RANGE = "out_of_range"  # a year outside 1900-2100, a number too large
    NEGATIVE = "negative"  # a number below zero
    TOO_LONG = "too_long"  # a text longer than any date or number


@dataclass(frozen=True)
class Unclear:
    reason: UnclearReason
