"""How much, on a few steps, each with its words."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.options import named
from flows.part import Text
from flows.prompt import Choice
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value

__all__ = ["ScaleQuestion"]


class ScaleQuestion(Question):
    kind: Literal["scale"]
    first: int = Field(default=0, alias="from", ge=0, le=10)
    last: int = Field(default=3, alias="to", ge=1, le=10)
    #: the words of each step, from the first to the last
    labels: tuple[Text, ...]

    tests: ClassVar[tuple[str, ...]] = ("is", "in", "at_least", "at_most")

    @model_validator(mode="after")
    def _has_words_for_each_step(self) -> ScaleQuestion:
        steps = self.last - self.first + 1
        if steps != len(self.labels):
            raise PydanticCustomError(
                "scale_labels", "a label a step", {"steps": steps, "labels": len(self.labels)}
            )
        return self

    def values(self) -> tuple[Value, ...]:
        return tuple(range(self.first, self.last + 1))

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        return tuple(
            Choice(str(step), label, chosen=kept is not None and kept.value == step)
            for step, label in enumerate(self.labels, self.first)
        )

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        match named(text, self.choices(asked)):
            case str(step):
                return Taken(int(step))
            case Refusal() as refusal:
                return refusal
            case None:
                return Refusal(RefusalCode.CHOICE_EXPECTED)

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        known = {choice.id for choice in self.choices(asked)}
        if len(choices) != 1 or choices[0] not in known:
            return Refusal(RefusalCode.CHOICE_EXPECTED)
        return Taken(int(choices[0]))

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        del language
        fits = self.first <= value < self.first + len(self.labels)
        return Taken(value) if former.kind == self.kind and fits else None

    def show(self, value: Value, language: str) -> str:
        del language
        step = int(value) - self.first
        return self.labels[step] if 0 <= step < len(self.labels) else str(value)
