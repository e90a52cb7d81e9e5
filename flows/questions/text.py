"""A short answer in one's own words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from flows.part import Part
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.clean import only_emoji

__all__ = ["Chars", "TextQuestion", "read_words"]


class Chars(Part):
    """How long an answer may be, in characters after cleaning."""

    at_least: int = Field(default=2, ge=1)
    at_most: int = Field(default=300, ge=1, le=4000)

    @model_validator(mode="after")
    def _is_a_range(self) -> Chars:
        if self.at_least > self.at_most:
            raise PydanticCustomError("empty_range", "nothing fits", {})
        return self


def read_words(text: str, chars: Chars) -> Taken | Refusal:
    """The text itself, when its length is right and it says something."""
    if only_emoji(text):
        return Refusal(RefusalCode.ONLY_EMOJI)
    if len(text) < chars.at_least:
        return Refusal(RefusalCode.TOO_SHORT, {"at_least": str(chars.at_least)})
    if len(text) > chars.at_most:
        return Refusal(
            RefusalCode.TOO_LONG, {"at_most": str(chars.at_most), "length": str(len(text))}
        )
    return Taken(text)


class TextQuestion(Question):
    kind: Literal["text"]
    chars: Chars = Chars()

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        del asked
        return read_words(text, self.chars)

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        """Any answer goes on as the words in which a reader would have written it."""
        return Taken(former.show(value, language))

    def show(self, value: Value, language: str) -> str:
        del language
        return str(value)
