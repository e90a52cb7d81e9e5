"""What the answers so far point to, with the reasons; the person decides."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from flows.naming import former_names
from flows.options import as_choices, label_of, named
from flows.part import Identifier
from flows.prompt import Choice, Reason
from flows.question import Asked, Option, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.scores import points, reasons

__all__ = ["AdviceQuestion"]


class AdviceQuestion(Question):
    kind: Literal["advice"]
    options: tuple[Option, ...] = Field(min_length=2)
    source: Literal["scores"] = Field(alias="from")
    #: options within so many points of the first are close to it
    close: int = Field(default=2, ge=0)
    #: the option for when all the others are close together
    mixed: Identifier | None = None

    tests: ClassVar[tuple[str, ...]] = ("is", "in", "overridden")

    def values(self) -> tuple[Value, ...]:
        return tuple(option.id for option in self.options)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        advised = self.advised(asked)
        return tuple(
            Choice(
                choice.id,
                choice.label,
                choice.hint,
                chosen=bool(kept and kept.value and kept.value["choice"] == choice.id),
                advised=choice.id in advised,
            )
            for choice in as_choices(self.options)
        )

    def reasons(self, asked: Asked) -> tuple[Reason, ...]:
        return reasons(asked.scoring, asked.answers)

    def advised(self, asked: Asked) -> tuple[str, ...]:
        """The options that the points favour, the best first; empty when nothing was scored."""
        scored = points(asked.scoring, asked.answers)
        if not scored:
            return ()
        ranked = [option.id for option in self.options if option.id != self.mixed]
        ranked.sort(key=lambda option: -scored.get(option, 0))
        best = scored.get(ranked[0], 0)
        close = tuple(option for option in ranked if best - scored.get(option, 0) <= self.close)
        return (self.mixed,) if self.mixed and len(close) == len(ranked) else close

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        match named(text, self.choices(asked)):
            case str(option):
                return self.pick((option,), asked)
            case Refusal() as refusal:
                return refusal
            case None:
                return Refusal(RefusalCode.CHOICE_EXPECTED)

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        if len(choices) != 1 or choices[0] not in {option.id for option in self.options}:
            return Refusal(RefusalCode.CHOICE_EXPECTED)
        advised = self.advised(asked)
        followed = choices[0] if choices[0] in advised else next(iter(advised), None)
        return Taken({"choice": choices[0], "advised": followed})

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        del language
        names = former_names(self.options)
        choice, advised = names.get(value["choice"]), names.get(value["advised"])
        if former.kind != self.kind or choice is None:
            return None
        return Taken({**value, "choice": choice, "advised": advised})

    def show(self, value: Value, language: str) -> str:
        del language
        return label_of(self.options, value["choice"])
