"""A number, with its unit and its range."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.part import Text
from flows.prompt import Choice
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.numbers import Approximate, Unclear, read_number, show_number

__all__ = ["NumberQuestion"]


class NumberQuestion(Question):
    kind: Literal["number"]
    #: what stands after the number: « € », « heures par mois »
    unit: Text = ""
    at_least: int = 0
    at_most: int = Field(default=1_000_000_000, le=1_000_000_000_000)
    #: no decimals
    whole: bool = True

    tests: ClassVar[tuple[str, ...]] = ("is", "in", "at_least", "at_most")

    @model_validator(mode="after")
    def _is_a_range(self) -> NumberQuestion:
        if self.at_least > self.at_most:
            raise PydanticCustomError("empty_range", "nothing fits", {})
        return self

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        match read_number(text, language=asked.language):
            case Unclear():
                return Refusal(RefusalCode.NUMBER_EXPECTED)
            case Approximate() as about:
                return Refusal(
                    RefusalCode.NUMBER_ABOUT, suggestions=self._near(about, asked.language)
                )
            case found:
                return self._within(found.value, asked.language)

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        if len(choices) == 1 and choices[0].isascii() and choices[0].isdigit():
            return self._within(Decimal(choices[0]), asked.language)
        return Refusal(RefusalCode.NUMBER_EXPECTED)

    def show(self, value: Value, language: str) -> str:
        return show_number(Decimal(str(value)), language=language, unit=self.unit)

    def _within(self, number: Decimal, language: str) -> Taken | Refusal:
        if not self.at_least <= number <= self.at_most:
            return Refusal(
                RefusalCode.NUMBER_OUT_OF_RANGE,
                {
                    "at_least": show_number(Decimal(self.at_least), language=language),
                    "at_most": show_number(Decimal(self.at_most), language=language),
                },
            )
        if number == number.to_integral_value():
            return Taken(int(number))
        return Refusal(RefusalCode.WHOLE_NUMBER_EXPECTED) if self.whole else Taken(float(number))

    def _near(self, about: Approximate, language: str) -> tuple[Choice, ...]:
        numbers = sorted({int(about.low), int(about.high)})
        return tuple(
            Choice(str(number), show_number(number, language=language, unit=self.unit))
            for number in numbers
            if self.at_least <= number <= self.at_most
        )
