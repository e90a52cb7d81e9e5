"""Several of the options, with room for a free answer where the file allows it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.options import and_then, as_choices, label_of, named_several
from flows.prompt import Choice
from flows.question import Asked, Option, Question, Taken
from flows.questions.choice import read_other
from flows.refusal import Refusal, RefusalCode
from flows.run import Value

__all__ = ["ChoicesQuestion"]


class ChoicesQuestion(Question):
    kind: Literal["choices"]
    options: tuple[Option, ...] = Field(min_length=2)
    other: bool = False
    at_least: int = Field(default=1, ge=0)
    #: none: as many as there are
    at_most: int | None = Field(default=None, ge=1)

    is_several: ClassVar[bool] = True
    tests: ClassVar[tuple[str, ...]] = ("has", "at_least", "at_most")

    @model_validator(mode="after")
    def _can_be_answered(self) -> ChoicesQuestion:
        most = len(self.options) if self.at_most is None else self.at_most
        if self.at_least > min(most, len(self.options)):
            raise PydanticCustomError("empty_range", "nothing fits", {})
        return self

    def values(self) -> tuple[Value, ...]:
        return (*(option.id for option in self.options), *(("other",) if self.other else ()))

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        return as_choices(self.options, kept.value["picked"] if kept and kept.value else ())

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        picked = named_several(text, self.choices(asked))
        if picked:
            return self.pick(picked, asked)
        if not self.other:
            return Refusal(RefusalCode.CHOICES_EXPECTED)
        free = read_other(text)
        return Taken({"picked": [], "other": free.value}) if isinstance(free, Taken) else free

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        del asked
        known = [option.id for option in self.options if option.id in choices]
        if len(known) != len(set(choices)):
            return Refusal(RefusalCode.CHOICES_EXPECTED)
        if len(known) < self.at_least:
            return Refusal(RefusalCode.TOO_FEW_CHOICES, {"at_least": str(self.at_least)})
        if self.at_most is not None and len(known) > self.at_most:
            return Refusal(RefusalCode.TOO_MANY_CHOICES, {"at_most": str(self.at_most)})
        return Taken({"picked": known})

    def show(self, value: Value, language: str) -> str:
        return and_then(self.labels(value), language)

    def labels(self, value: Value) -> list[str]:
        """What was picked, and what was said besides, each as a reader sees it."""
        picked = [label_of(self.options, option) for option in value["picked"]]
        return [*picked, *filter(None, [value.get("other")])]
