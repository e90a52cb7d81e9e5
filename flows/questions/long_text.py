"""An answer that takes some sentences."""

from __future__ import annotations

from typing import Literal

from flows.question import Asked, Question, Taken
from flows.questions.text import Chars, read_words
from flows.refusal import Refusal
from flows.run import Value

__all__ = ["LongTextQuestion"]


class LongTextQuestion(Question):
    kind: Literal["long_text"]
    chars: Chars = Chars(at_most=1000)

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        del asked
        return read_words(text, self.chars)

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        """Any answer goes on as the words in which a reader would have written it."""
        return Taken(former.show(value, language))

    def show(self, value: Value, language: str) -> str:
        del language
        return str(value)
