"""An answer that changes nothing in the charter is asked for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from charter.lines import lines
from charter.read import CharterRead
from flows.issue import Issue
from flows.places import QuestionAt, conditions, parts, questions
from flows.question import Reader
from flows.questions.consent import ConsentQuestion
from flows.questions.scale import ScaleQuestion
from flows.read import Read

__all__ = ["check_against"]


def check_against(charter: CharterRead, flow: Read) -> Iterator[Issue]:
    used = {*_used(charter), *_steering(flow)}
    for found in questions(flow.flow):
        for each in (found, *parts(found)):
            if each.question.id not in used and _is_for_the_charter(each):
                yield flow.source.advice("answer_unused", each.path, {"id": each.question.id})


def _used(charter: CharterRead) -> Iterator[str]:
    yield from charter.template.doubts
    for line in lines(charter.template):
        yield from line.mentions()


def _steering(flow: Read) -> Iterator[str]:
    """What decides on the walk, or weighs in an advice."""
    for condition in conditions(flow.flow):
        yield from (test.question for test in condition.node.tests())
    for found in questions(flow.flow):
        if any(option.scores for option in getattr(found.question, "options", ())):
            yield found.question.id


def _is_for_the_charter(found: QuestionAt) -> bool:
    """The partner may read it, so it was not asked for the leader or the coach alone."""
    question = found.question
    if question.is_said or isinstance(question, ConsentQuestion | ScaleQuestion):
        return False
    readers = [question, *([found.whole] if found.whole else [])]
    return all(Reader.PARTNER in each.visible_to for each in readers)
