"""Something said, that asks nothing."""

from __future__ import annotations

from typing import ClassVar, Literal

from flows.events import Told
from flows.question import Asked, Question
from flows.run import Value

__all__ = ["NoteQuestion"]


class NoteQuestion(Question):
    kind: Literal["note"]

    is_said: ClassVar[bool] = True

    def tell(self, asked: Asked) -> Told | None:
        del asked
        return Told(self.text)

    def derive(self, asked: Asked) -> Value:
        del asked
        return True

    def show(self, value: Value, language: str) -> str:
        del value, language
        return self.text
