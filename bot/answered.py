"""The answers of a run as people read them, in the order of the walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charter.guide import Guide
from flows.items import answers_of, item_ids
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.run import Answer, Place, Run, Value

__all__ = ["Line", "lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: where, what was asked, what was said."""

    place: Place
    stage: str
    question: str
    #: empty when it was skipped
    answer: str


def lines(guide: Guide, run: Run) -> tuple[Line, ...]:
    """Every answer that counts, each part of an item on a line of its own."""
    return tuple(_lines(guide, run))


def _lines(guide: Guide, run: Run) -> Iterator[Line]:
    for step in guide.compiled.steps:
        answer = run.answers.get(step.id)
        if answer is None or step.is_said:
            continue
        question = guide.compiled.question(step.id, run.language)
        stage = guide.compiled.stage(step, run.language).title
        if isinstance(question, ListQuestion) and not answer.skipped:
            yield from _items(question, stage, answer.value, run.language)
        else:
            yield _line(Place(step.id), stage, question, answer, run.language)


def _items(question: ListQuestion, stage: str, value: Value, language: str) -> Iterator[Line]:
    for number, item in enumerate(item_ids(value), 1):
        answers = answers_of(value, item)
        for part in question.item:
            if part.id in answers:
                place = Place(question.id, item, part.id)
                line = _line(place, stage, part, answers[part.id], language)
                yield Line(place, stage, f"{number}. {line.question}", line.answer)


def _line(place: Place, stage: str, question: Question, answer: Answer, language: str) -> Line:
    shown = "" if answer.skipped else question.show(answer.value, language)
    return Line(place, stage, question.text, shown)
