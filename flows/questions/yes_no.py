"""Yes or no."""

from __future__ import annotations

from typing import ClassVar, Literal

from flows.prompt import Choice
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.languages import language_named
from flows.wording.yes_no import read_yes_no

__all__ = ["YesNoQuestion"]


class YesNoQuestion(Question):
    kind: Literal["yes_no"]

    tests: ClassVar[tuple[str, ...]] = ("is",)

    def values(self) -> tuple[Value, ...]:
        return (True, False)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        kept = asked.answers.get(self.id)
        value = kept.value if kept else None
        words = language_named(asked.language).answers
        return (
            Choice("yes", words.shown_yes, chosen=value is True),
            Choice("no", words.shown_no, chosen=value is False),
        )

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        if text in ("1", "2"):
            return Taken(text == "1")
        said = read_yes_no(text, language=asked.language)
        return Refusal(RefusalCode.YES_NO_EXPECTED) if said is None else Taken(said)

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        del asked
        if choices not in (("yes",), ("no",)):
            return Refusal(RefusalCode.YES_NO_EXPECTED)
        return Taken(choices == ("yes",))

    def show(self, value: Value, language: str) -> str:
        words = language_named(language).answers
        return words.shown_yes if value else words.shown_no
