"""One of several options, or a free answer where the file allows it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from flows.naming import former_names
from flows.options import OTHER_AT_MOST, as_choices, label_of, named
from flows.prompt import Choice
from flows.question import Asked, Option, Question, Taken
from flows.questions.text import Chars, read_words
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.yes_no import read_yes_no

__all__ = ["ChoiceQuestion", "read_other"]


def read_other(text: str) -> Taken | Refusal:
    """A free answer beside the options."""
    return read_words(text, Chars(at_most=OTHER_AT_MOST))


class ChoiceQuestion(Question):
    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)
    #: a free answer is allowed
    other: bool = False

    tests: ClassVar[tuple[str, ...]] = ("is", "in")

    def values(self) -> tuple[Value, ...]:
        return (*(option.id for option in self.options), *(("other",) if self.other else ()))

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        return as_choices(self.options, (kept.value,) if kept else ())

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        match named(text, self.choices(asked)):
            case Refusal() as refusal:
                return refusal
            case None if self.other and read_yes_no(text, language=asked.language) is None:
                free = read_other(text)
                return Taken({"other": free.value}) if isinstance(free, Taken) else free
            case None:
                return Refusal(RefusalCode.CHOICE_EXPECTED)
            case option:
                return Taken(option)

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        del asked
        if len(choices) != 1 or choices[0] not in {option.id for option in self.options}:
            return Refusal(RefusalCode.CHOICE_EXPECTED)
        return Taken(choices[0])

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        del language
        if former.kind != self.kind:
            return None
        match value:
            case {"other": _}:
                return Taken(value) if self.other else None
            case _:
                option = former_names(self.options).get(value)
                return None if option is None else Taken(option)

    def show(self, value: Value, language: str) -> str:
        del language
        match value:
            case {"other": text}:
                return str(text)
            case _:
                return label_of(self.options, value)
