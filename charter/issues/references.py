"""Conditions of a charter look at questions that exist, and that can answer so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charter.lines import Line, lines
from charter.read import CharterRead
from flows.conditions import Test
from flows.fitting import misfits
from flows.issue import Issue
from flows.near import nearest
from flows.places import parts, questions
from flows.question import Question
from flows.read import Read
from flows.source import Path, Source

__all__ = ["check_against"]


def check_against(charter: CharterRead, flow: Read) -> Iterator[Issue]:
    asked = [each for found in questions(flow.flow) for each in (found, *parts(found))]
    inside = {each.question.id: each.whole.id for each in asked if each.whole}
    for line in lines(charter.template):
        around = {each.question.id: each.question for each in asked if _is_seen(each.whole, line)}
        for path, test in line.tests(charter.source):
            yield from _reference(charter.source, path, test, around, inside)


def _is_seen(whole: Question | None, line: Line) -> bool:
    """A line looks at the questions of the stages, and at the parts of the list it repeats."""
    return whole is None or whole.id == line.each


def _reference(
    source: Source,
    path: Path,
    test: Test,
    around: Mapping[str, Question],
    inside: Mapping[str, str],
) -> Iterator[Issue]:
    name = test.question
    if name in around:
        for code, params in misfits(test, around[name]):
            yield source.issue(code, path, params)
    elif name in inside:
        yield source.issue("part_outside_each", path, {"id": name, "list": inside[name]})
    else:
        near = nearest(name, [*around, *inside])
        yield source.issue("unknown_question", path, {"id": name, "near": near})
