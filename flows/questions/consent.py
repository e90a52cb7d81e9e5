"""An agreement to go on: a yes that can be withdrawn by leaving, never assumed."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from flows.part import Text
from flows.prompt import Choice
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.clean import fold
from flows.wording.yes_no import read_yes_no

__all__ = ["ConsentQuestion"]


class ConsentQuestion(Question):
    kind: Literal["consent"]
    #: the words of the button
    agree: Text = Field(min_length=1)
    required: bool = True

    tests: ClassVar[tuple[str, ...]] = ("is",)

    def values(self) -> tuple[Value, ...]:
        return (True,)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        return (Choice("agree", self.agree, chosen=kept is not None and kept.value is True),)

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        agrees = text == "1" or fold(text) == fold(self.agree)
        if agrees or read_yes_no(text, language=asked.language):
            return Taken(True)  # noqa: FBT003  the value kept, not a flag
        return Refusal(RefusalCode.CONSENT_EXPECTED, {"agree": self.agree})

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        del asked
        if choices != ("agree",):
            return Refusal(RefusalCode.CONSENT_EXPECTED, {"agree": self.agree})
        return Taken(True)  # noqa: FBT003  the value kept, not a flag

    def show(self, value: Value, language: str) -> str:
        del value, language
        return self.agree
