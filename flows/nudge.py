"""Nudges: what makes an answer weaker than it could be, and the one sentence that helps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from flows.part import Part, Restated, Text
from flows.run import Written
from flows.wording.clean import fold
from flows.wording.dates import Unclear, UnclearReason, read_date
from flows.wording.numbers import read_number
from flows.wording.places import mentions_place

__all__ = ["Nudge", "NudgeTest"]

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NudgeTest:
    """One thing to look for in what was typed."""

    name: str
    words: tuple[str, ...] = ()
    number: int = 0

    def holds(self, text: str, *, language: str, today: date) -> bool:
        return TESTS[self.name](self, _Typed(text, language, today))

    def data(self) -> Written:
        if self.name in PLAIN:
            return self.name
        return {self.name: list(self.words) or self.number}


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, and when and in which language."""

    text: str
    language: str
    today: date

    def has_number(self) -> bool:
        if any(letter.isdigit() for letter in self.text):
            return True
        found = read_number(self.text, language=self.language)
        return not isinstance(found, Unclear) or found.reason is not UnclearReason.NOTHING

    def has_date(self) -> bool:
        found = read_date(self.text, language=self.language, today=self.today)
        return not isinstance(found, Unclear) or found.reason is not UnclearReason.NOTHING

    def has_place(self) -> bool:
        return mentions_place(self.text, language=self.language)

    def words(self) -> int:
        return len(self.text.split())


def _mentions(test: NudgeTest, text: str) -> bool:
    said = f" {' '.join(WORD.findall(fold(text)))} "
    return any(_key(word) in said for word in test.words)


def _key(word: str) -> str:
    """What to look for between words: a whole word, or the beginning of one (`mutualis*`)."""
    folded = " ".join(WORD.findall(fold(word)))
    return f" {folded}" if word.endswith("*") else f" {folded} "


TESTS: Mapping[str, Callable[[NudgeTest, _Typed], bool]] = {
    "lacks_number": lambda _, typed: not typed.has_number(),
    "lacks_date": lambda _, typed: not typed.has_date(),
    "lacks_place": lambda _, typed: not typed.has_place(),
    "mentions": lambda test, typed: _mentions(test, typed.text),
    "lacks": lambda test, typed: not _mentions(test, typed.text),
    "words_over": lambda test, typed: typed.words() > test.number,
    "words_under": lambda test, typed: typed.words() < test.number,
}
PLAIN = ("lacks_number", "lacks_date", "lacks_place")
WITH_WORDS = ("mentions", "lacks")
WITH_NUMBER = ("words_over", "words_under")


def read_nudge_test(written: Written) -> NudgeTest:
    """The test that a file says.

    Raises:
        PydanticCustomError: with the code of an issue.
    """
    if isinstance(written, str):
        if written not in PLAIN:
            raise PydanticCustomError("nudge_test", "unknown test", {"test": written})
        return NudgeTest(written)
    if isinstance(written, dict) and len(written) == 1:
        ((name, wanted),) = written.items()
        if name in WITH_WORDS and _are_words(wanted):
            return NudgeTest(name, words=tuple(wanted))
        if name in WITH_NUMBER and type(wanted) is int and wanted > 0:
            return NudgeTest(name, number=wanted)
    raise PydanticCustomError("nudge_test", "unknown test", {"test": str(written)})


def _are_words(wanted: Written) -> bool:
    return isinstance(wanted, list) and bool(wanted) and all(isinstance(w, str) for w in wanted)


class Nudge(Part):
    """A test and what to say when it holds. The answer is kept all the same."""

    test: Annotated[
        NudgeTest,
        PlainValidator(read_nudge_test),
        PlainSerializer(lambda test: test.data()),
        Restated(),
    ] = Field(alias="if")
    say: Text = Field(min_length=1)
