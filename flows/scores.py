"""What the options picked weigh for an advice, and how to say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from flows.prompt import Reason
from flows.question import Option, Question
from flows.run import Answer, Value

__all__ = ["points", "reasons"]


def points(scoring: Sequence[Question], answers: Mapping[str, Answer]) -> Mapping[str, int]:
    """The sum for each advised option; empty when no scoring question has an answer."""
    totals: Counter[str] = Counter()
    for option in _picked(scoring, answers):
        totals.update(option.scores)
    return totals


def reasons(scoring: Sequence[Question], answers: Mapping[str, Answer]) -> tuple[Reason, ...]:
    """Each answer that weighed something, the heaviest first."""
    found = [
        Reason(option.label, choice, weight)
        for option in _picked(scoring, answers)
        for choice, weight in option.scores.items()
    ]
    return tuple(sorted(found, key=lambda reason: -abs(reason.points)))


def _picked(scoring: Sequence[Question], answers: Mapping[str, Answer]) -> Iterator[Option]:
    for question in scoring:
        answer = answers.get(question.id)
        if answer is None or answer.skipped:
            continue
        taken = _taken(answer.value)
        yield from (option for option in getattr(question, "options", ()) if option.id in taken)


def _taken(value: Value) -> Sequence[str]:
    match value:
        case {"picked": picked}:
            return tuple(picked)
        case str():
            return (value,)
        case _:
            return ()
