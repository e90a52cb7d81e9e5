"""A flow as its author wrote it: stages of questions, and how it can end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from flows.conditions import Condition
from flows.duration import Duration, WrittenDuration
from flows.part import Identifier, Part, Text
from flows.question import Question
from flows.questions import AnyQuestion

__all__ = ["Case", "Ending", "Flow", "Pace", "QuickPath", "Retired", "RetiredLanguage", "Stage"]


class Pace(Part):
    """How long silence may last, and what happens then."""

    remind_after: tuple[WrittenDuration, ...] = (Duration(2, "day"), Duration(7, "day"))
    sleep_after: WrittenDuration = Duration(30, "day")
    #: erased, unless it was sent to a coach
    forget_after: WrittenDuration = Duration(12, "month")


class QuickPath(Part):
    """While its condition holds, only what is marked quick is asked."""

    when: Condition


class Case(Part):
    """A true story, and the address where it is told."""

    when: Condition | None = None
    text: Text = Field(min_length=1)
    source: str = Field(pattern=r"^https?://")


class Ending(Part):
    """One way for the walk to end. The first that holds is taken."""

    ending: Identifier
    when: Condition | None = None
    text: Text = Field(min_length=1)
    #: there is a charter to send to a coach
    submits: bool = True


class Stage(Part):
    stage: Identifier
    title: Text = Field(min_length=1)
    #: said when it opens
    aim: Text = ""
    #: said when it closes
    lesson: Text = ""
    #: the first that holds is told after the lesson
    cases: tuple[Case, ...] = ()
    when: Condition | None = None
    #: the whole of it is asked on the quick path
    quick: bool = False
    questions: tuple[AnyQuestion, ...] = Field(min_length=1)


class Retired(Part):
    """A question or an option that a published revision had."""

    id: Identifier
    #: the question, or the part, that it was an option of; none for a question or a part
    of: Identifier | None = None
    because: str = Field(min_length=1)
    continue_at: Identifier | None = None


class RetiredLanguage(Part):
    """A language that a published revision was offered in."""

    language: str = Field(pattern=r"^[a-z]{2}$")
    because: str = Field(min_length=1)


class Flow(Part):
    """A whole definition, in one language."""

    format: Literal[1]
    flow: Identifier
    title: Text = Field(min_length=1)
    language: str = Field(pattern=r"^[a-z]{2}$")
    pace: Pace = Pace()
    quick_path: QuickPath | None = None
    endings: tuple[Ending, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)
    retired: tuple[Retired, ...] = ()
    retired_languages: tuple[RetiredLanguage, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """The questions of the stages; the parts of a list are inside theirs."""
        return {question.id: question for question in self.questions()}

    def questions(self) -> Iterator[Question]:
        """The questions in the order in which they are asked."""
        for stage in self.stages:
            yield from stage.questions
