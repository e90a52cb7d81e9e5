"""What every question has, and what a kind of question does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from flows.conditions import Condition
from flows.events import Told
from flows.nudge import Nudge
from flows.part import Identifier, Part, Text
from flows.prompt import Choice, Reason
from flows.refusal import Refusal, RefusalCode
from flows.run import Answer, Value

__all__ = ["Asked", "LegalPointer", "Option", "Question", "Reader", "Taken"]


class Reader(StrEnum):
    """Who may read an answer."""

    LEADER = "leader"
    COACH = "coach"
    PARTNER = "partner"


class LegalPointer(Part):
    """Shown with the words that it is a pointer, not legal advice."""

    text: Text
    source: str = Field(pattern=r"^https?://")


class Option(Part):
    """One of the answers that a question offers."""

    id: Identifier
    label: Text = Field(min_length=1)
    hint: Text = ""
    #: said, kindly, when it is picked
    warn: Text = ""
    #: points that it gives to the options of an `advice`
    scores: Mapping[str, int] = Field(default_factory=dict)
    was: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment of asking: all that a kind may look at."""

    language: str
    today: date
    answers: Mapping[str, Answer]
    #: questions whose options give points, in order
    scoring: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """The reply is an answer, and this is what is kept of it."""

    value: Value


class Question(Part):
    """A question. Each kind is a class of its own in `flows.questions`, found by its file."""

    kind: str
    id: Identifier
    text: Text = Field(min_length=1)
    why: Text = ""
    hint: Text = ""
    help: Text = ""
    example: Text = ""
    when: Condition | None = None
    nudge: tuple[Nudge, ...] = ()
    legal: LegalPointer | None = None
    visible_to: tuple[Reader, ...] = tuple(Reader)
    #: people may hesitate to say it, so the file says why it is asked
    sensitive: bool = False
    #: may not be skipped
    required: bool = False
    #: asked on the quick path too
    quick: bool = False
    was: tuple[Identifier, ...] = ()
    changed_meaning: bool = False

    #: it is said, and nobody answers
    is_said: ClassVar[bool] = False
    #: words of one's own may answer it
    is_free: ClassVar[bool] = True
    #: several choices may be taken together
    is_several: ClassVar[bool] = False
    #: tests that a condition may put to the answer, besides `answered` and `skipped`
    tests: ClassVar[tuple[str, ...]] = ()

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """What to offer; ids are what `pick` takes."""
        del asked
        return ()

    def reasons(self, asked: Asked) -> tuple[Reason, ...]:
        """What its advice rests on."""
        del asked
        return ()

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        """The answer in what a person typed: cleaned, and not blank."""
        raise NotImplementedError

    def pick(self, choices: tuple[str, ...], asked: Asked) -> Taken | Refusal:
        """The answer in the choices that a person took."""
        del choices, asked
        return Refusal(RefusalCode.WORDS_EXPECTED)

    def adopt(self, value: Value, former: Question, language: str) -> Taken | None:
        """What an answer to a former version of this question is worth now; none when it has to be
        asked again.
        """
        del language
        return Taken(value) if former.kind == self.kind else None

    def show(self, value: Value, language: str) -> str:
        """The answer as a reader would write it."""
        raise NotImplementedError

    def tell(self, asked: Asked) -> Told | None:
        """What to say of it, for a kind that is said."""
        del asked
        return None

    def derive(self, asked: Asked) -> Value:
        """The value that follows from other answers, for a kind that is said."""
        del asked
        return None

    def values(self) -> tuple[Value, ...]:
        """All that `is` may compare the answer with; empty when that is endless, or nothing."""
        return ()

    def mentions(self) -> tuple[str, ...]:
        """Questions that it needs besides those of its condition."""
        return ()
