"""A number as it was given: exact, or only about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self


@dataclass(frozen=True)
class WrittenNumber:
    value: Decimal
    # "€", "%", "h"... when one was written beside the number; never converted.
    unit: str = ""

    @property
    def is_whole(self) -> bool:
        return self.value == self.value.to_integral_value()

    def to_json(self) -> dict[str, str]:
        return {"value": digits(self.value), "unit": self.unit}

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """Raises ValueError when the value was not made by `to_json`."""
        match stored:
            case {"value": str(value), "unit": str(unit)}:
                return cls(_finite(value), unit)
            case _:
                raise ValueError(f"Not a written number: {stored!r}")


@dataclass(frozen=True)
class Approximate:
    """Enough to ask a kind question ("May I note 20?"), not enough to note without asking.

    Low and high are the same for "about 20", "at least 20" and "at most 20".
    """

    low: Decimal
    high: Decimal
    unit: str = ""


def digits(value: Decimal | int) -> str:
    """Exact digits without exponent or useless zeros: 1500, 12.5."""
    written = f"{Decimal(value):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _finite(value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"Not a number: {value}") from error
    if not number.is_finite():
        raise ValueError(f"Not a finite number: {value}")
    return number
