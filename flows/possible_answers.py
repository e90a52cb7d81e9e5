"""The answers to a question that the tests of a flow tell apart: one of each sort is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from flows.conditions import Test
from flows.question import Question
from flows.run import Answer, Value

__all__ = ["possible_answers"]


def possible_answers(question: Question, tests: Sequence[Test]) -> tuple[Answer, ...]:
    """One answer of each sort, the skip among them where it is allowed."""
    found = [Answer(value) for value in _values(question, tests)]
    if question.is_said:
        found.append(Answer())
    elif not question.required:
        found.append(Answer(skipped=True))
    return tuple(found)


def _values(question: Question, tests: Sequence[Test]) -> Iterator[Value]:
    mentioned = [value for test in tests for value in _mentioned(test)]
    known = question.values()
    if "has" in question.tests:
        yield from _picks(question, mentioned, tests)
    elif "overridden" in question.tests:
        for value in known:
            yield {"choice": value, "advised": value}
            yield {"choice": value, "advised": next(other for other in known if other != value)}
    elif known:
        yield from [value for value in known if value in mentioned]
        yield from [value for value in known if value not in mentioned][:1]
    elif question.tests:
        # `answered` and `skipped` name no number
        numbers = [value for value in mentioned if isinstance(value, (int, float))]
        yield from _numbers(question, numbers)
    else:
        yield "…"


def _mentioned(test: Test) -> Sequence[Value]:
    return test.value if test.name == "in" else (test.value,)


def _picks(
    question: Question, mentioned: Sequence[Value], tests: Sequence[Test]
) -> Iterator[Value]:
    """Each set of the options that are told apart, with others up to each size that counts."""
    named = [value for value in question.values() if value in mentioned]
    others = [value for value in question.values() if value not in mentioned]
    sizes = _around([test.value for test in tests if test.name.startswith("at_")])
    least, most = getattr(question, "at_least", 1), getattr(question, "at_most", None)
    for count in range(len(named) + 1):
        for picked in combinations(named, count):
            for size in sorted({count, least, *sizes}):
                if count <= size <= min(most or size, count + len(others)) and size >= least:
                    yield {"picked": [*picked, *others[: size - count]]}


def _numbers(question: Question, mentioned: Sequence[Value]) -> Iterator[Value]:
    """Numbers at and beside those that tests name, or how many there are of something."""
    least, most = getattr(question, "at_least", 0), getattr(question, "at_most", 0)
    yield from sorted(number for number in {*_around(mentioned), least} if least <= number <= most)


def _around(numbers: Sequence[Value]) -> set[Value]:
    return {near for number in numbers for near in (number - 1, number, number + 1)}
