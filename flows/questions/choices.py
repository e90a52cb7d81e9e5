"""Several of the options, with room for a free answer where the file allows it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.options import as_choices, label_of, named_several
from flows.prompt import Choice
from flows.question import Asked, Option, Question, Refusal, Taken
from flows.questions.choice import read_other
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

    @model_validator(mode="after")
    def _can_be_answered(self) -> ChoicesQuestion:
        most = len(self.options) if self.at_most is None else self.at_most
        if self.at_least > min(most, len(self.options)):
            raise PydanticCustomError("empty_range", "nothing fits", {})
        return self

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        return as_choices(self.options, kept.value["picked"] if kept and kept.value else ())

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        named = named_several(text, self.choices(asked))
        if isinstance(named, Refusal):
            return named
        picked, besides = named
        if not besides:
            return self.pick(picked, asked)
        free = read_other(" ; ".join(besides)) if self.other else Refusal("choices_expected")
        return self._both(picked, free) if isinstance(free, Taken) else free

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        del asked
        known = [option.id for option in self.options if option.id in choices]
        if len(known) != len(set(choices)):
            return Refusal("choices_expected")
        return self._counted({"picked": known}, len(known))

    def _both(self, picked: tuple[str, ...], free: Taken) -> Taken | Refusal:
        known = [option.id for option in self.options if option.id in picked]
        return self._counted({"picked": known, "other": free.value}, len(known) + 1)

    def _counted(self, value: Value, count: int) -> Taken | Refusal:
        if count < self.at_least:
            return Refusal("too_few_choices", {"at_least": str(self.at_least)})
        if self.at_most is not None and count > self.at_most:
            return Refusal("too_many_choices", {"at_most": str(self.at_most)})
        return Taken(value)

    def show(self, value: Value, language: str) -> str:
        del language
        labels = [label_of(self.options, option) for option in value["picked"]]
        return " ; ".join([*labels, *filter(None, [value.get("other")])])
