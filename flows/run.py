"""One contact's walk through one revision of a flow: what was answered, and where they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Answer", "Former", "Place", "Run", "RunStatus", "Value", "Written"]

#: what is kept of an answer: only what JSON can say, and never changed in place
Value = Any
#: what a file says in one place, before anything is known of it
Written = Any


class RunStatus(StrEnum):
    """What the run is waiting for."""

    ASKING = "asking"  # an answer
    REVIEW = "review"  # nothing left to ask: the leader reads, corrects, sends


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question. A skip is an answer too: it settles the question."""

    value: Value = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Former:
    """What was said to a question before it changed: shown when it is asked again."""

    #: as a reader would have written it
    shown: str
    #: what would be kept of it now; none when it is no answer any more
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is asked: a question, an item of a list, or a part of an item."""

    question: str
    item: str = ""
    part: str = ""

    def __str__(self) -> str:
        if not self.item:  # most are
            return self.question
        return ".".join(name for name in (self.question, self.item, self.part) if name)

    @classmethod
    def read(cls, text: str) -> Place:
        """The place that `str` wrote."""
        return cls(*text.split(".", 2))


@dataclass(frozen=True, slots=True)
class Run:
    """The whole state of a conversation. The engine returns a new one; nothing changes it."""

    flow: str
    revision: int
    language: str
    status: RunStatus = RunStatus.ASKING
    #: where the next reply goes; none once nothing is left to ask
    at: Place | None = None
    #: answers that count, by question; those of a list's items are inside its value
    answers: Mapping[str, Answer] = field(default_factory=dict)
    #: answers whose question is no longer relevant; they come back with it
    parked: Mapping[str, Answer] = field(default_factory=dict)
    #: by question, what was said before it changed; gone once it is answered again
    former: Mapping[str, Former] = field(default_factory=dict)
    #: questions that the quick path leaves out, and that the person chose to answer
    invited: tuple[str, ...] = ()
    #: where to go on after a correction
    resume: Place | None = None
    #: the answer at `at` is kept already, and a better one was asked for
    nudged: bool = False
    #: words that were not taken at once, but asked back about: the next reply says what they were
    doubted: str = ""
    #: stages whose opening, and whose lesson, were said
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    #: how it ended, once nothing is left to ask
    ending: str = ""
