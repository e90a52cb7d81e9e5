"""Several of the options, with room for a free answer where the file allows it."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.naming import former_names
from flows.options import and_then, as_choices, label_of, named, named_several
from flows.prompt import Choice
from flows.question import Asked, Option, Question, Taken
from flows.questions.choice import read_other
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.yes_no import read_yes_no

__all__ = ["ChoicesQuestion"]

#: between two things of a list that is typed
SEPARATORS = re.compile(r"[,;\n]")


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
        if not self.other or read_yes_no(text, language=asked.language) is not None:
            return Refusal(RefusalCode.CHOICES_EXPECTED)
        return self._mixed(text, self.choices(asked))

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

    def _mixed(self, text: str, offered: tuple[Choice, ...]) -> Taken | Refusal:
        """What is named among the options, and the rest in the person's own words."""
        pieces = [piece.strip() for piece in SEPARATORS.split(text) if piece.strip()]
        named_pieces = {piece: named(piece, offered) for piece in pieces}
        picked = {found for found in named_pieces.values() if isinstance(found, str)}
        rest = [piece for piece in pieces if not isinstance(named_pieces[piece], str)]
        free = read_other(", ".join(rest) if picked else text)
        if isinstance(free, Refusal):
            return free
        known = [option.id for option in self.options if option.id in picked]
        if self.at_most is not None and len(known) + 1 > self.at_most:
            return Refusal(RefusalCode.TOO_MANY_CHOICES, {"at_most": str(self.at_most)})
        return Taken({"picked": known, "other": free.value})

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        del language
        if former.kind != self.kind or (value.get("other") and not self.other):
            return None
        names = former_names(self.options)
        picked = [names.get(option) for option in value["picked"]]
        return None if None in picked else Taken({**value, "picked": picked})

    def show(self, value: Value, language: str) -> str:
        return and_then(self.labels(value), language)

    def labels(self, value: Value) -> list[str]:
        """What was picked, and what was said besides, each as a reader sees it."""
        picked = [label_of(self.options, option) for option in value["picked"]]
        return [*picked, *filter(None, [value.get("other")])]
