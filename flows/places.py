"""Where the questions and the conditions of a flow stand in its file, and what each may look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.conditions import Node, Test
from flows.definition import Flow, Stage
from flows.question import Question
from flows.run import Written
from flows.source import Path

__all__ = ["ConditionAt", "QuestionAt", "conditions", "parts", "questions", "tests_at"]


@dataclass(frozen=True, slots=True)
class QuestionAt:
    """A question, or a part of a list, in its place."""

    question: Question
    path: Path
    stage: Stage
    #: its rank among the questions of the stages, from 0; a part has that of its list
    rank: int
    #: the list that it is a part of, and its rank there
    whole: Question | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class ConditionAt:
    """A condition in its place."""

    node: Node
    path: Path
    #: the ranks that it may look at are under this one
    before: int
    #: the question or the part that it decides on, if it is about one
    decides: QuestionAt | None = None


def questions(flow: Flow) -> Iterator[QuestionAt]:
    """The questions of the stages, in the order in which they are asked."""
    rank = 0
    for number, stage in enumerate(flow.stages):
        for place, question in enumerate(stage.questions):
            yield QuestionAt(question, ("stages", number, "questions", place), stage, rank)
            rank += 1


def parts(found: QuestionAt) -> Iterator[QuestionAt]:
    """The questions about each thing of a list; none for another kind."""
    item: Sequence[Question] = getattr(found.question, "item", ())
    for number, part in enumerate(item):
        path = (*found.path, "item", number)
        yield QuestionAt(part, path, found.stage, found.rank, found.question, number)


def conditions(flow: Flow) -> Iterator[ConditionAt]:
    """Every condition, in the order of the file."""
    total = sum(len(stage.questions) for stage in flow.stages)
    if flow.quick_path:
        yield ConditionAt(flow.quick_path.when, ("quick_path", "when"), total)
    for number, ending in enumerate(flow.endings):
        if ending.when is not None:
            yield ConditionAt(ending.when, ("endings", number, "when"), total)
    before = 0
    for number, stage in enumerate(flow.stages):
        path: Path = ("stages", number)
        if stage.when is not None:
            yield ConditionAt(stage.when, (*path, "when"), before)
        before += len(stage.questions)
        for place, case in enumerate(stage.cases):
            if case.when is not None:
                yield ConditionAt(case.when, (*path, "cases", place, "when"), before)
    for found in questions(flow):
        for each in (found, *parts(found)):
            if each.question.when is not None:
                yield ConditionAt(each.question.when, (*each.path, "when"), each.rank, each)


def tests_at(written: Written, path: Path, node: Node) -> Iterator[tuple[Path, Test]]:
    """Each test of a condition, with where it is written."""
    yield from zip(_places(written, path), node.tests(), strict=True)


def _places(written: Written, path: Path) -> Iterator[Path]:
    for key, value in written.items():
        if key in ("all", "any"):
            for number, part in enumerate(value):
                yield from _places(part, (*path, key, number))
        elif key == "not":
            yield from _places(value, (*path, key))
        else:
            yield (*path, key)
