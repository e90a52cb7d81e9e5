"""The arrows that nobody draws: which question can follow which, from their conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.conditions import Node
from flows.definition import Flow, Stage
from flows.machine import REVIEW, Arrow
from flows.question import Question
from flows.run import Written

__all__ = ["arrows_of"]


class _Stop:
    """A question with what decides whether the walk can pass it by."""

    __slots__ = ("id", "is_conditional", "is_quick", "stage", "stage_when")

    def __init__(self, question: Question, stage: Stage) -> None:
        self.id = question.id
        self.stage = stage.stage
        self.stage_when = _data(stage.when)
        self.is_quick = question.quick or stage.quick
        self.is_conditional = question.when is not None or question.is_said


def arrows_of(flow: Flow) -> tuple[Arrow, ...]:
    """Every pair of questions that can be asked one after the other, and those that can be last.

    A said question counts as one that the walk passes by: nobody answers it.
    """
    stops = [_Stop(question, stage) for stage in flow.stages for question in stage.questions]
    found = dict.fromkeys(_arrows(stops))
    if flow.quick_path:
        found |= dict.fromkeys(_arrows([stop for stop in stops if stop.is_quick]))
    return tuple(found)


def _arrows(stops: Sequence[_Stop]) -> Iterator[Arrow]:
    for place, source in enumerate(stops):
        passed: list[
            Written
        ] = []  # stage conditions that must fail for the walk to have come so far
        for target in stops[place + 1 :]:
            if target.stage_when is not None and target.stage_when in passed:
                continue
            yield Arrow(source.id, target.id)
            if target.is_conditional:
                continue
            if target.stage_when is None or target.stage_when == source.stage_when:
                break
            passed.append(target.stage_when)
        else:
            yield Arrow(source.id, REVIEW)


def _data(condition: Node | None) -> Written:
    return None if condition is None else condition.data()
