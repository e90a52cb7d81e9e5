"""What a walk said, as a story writes it: by question, in words or ids that mean the same again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.compiled import CompiledFlow
from flows.items import answers_of, item_ids
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.run import Answer, Run, Value, Written

__all__ = ["answers_in", "skips_in"]


def answers_in(compiled: CompiledFlow, run: Run) -> dict[str, Written]:
    """By question, in the order in which they are asked."""
    return {
        question.id: _written(question, answer.value, run.language)
        for question, answer in _answered(compiled, run)
        if not answer.skipped
    }


def skips_in(compiled: CompiledFlow, run: Run) -> tuple[str, ...]:
    """The questions that were passed."""
    return tuple(question.id for question, answer in _answered(compiled, run) if answer.skipped)


def _answered(compiled: CompiledFlow, run: Run) -> Iterator[tuple[Question, Answer]]:
    for step in compiled.steps:
        answer = run.answers.get(step.id)
        if answer is not None and not step.is_said:
            yield compiled.question(step.id, run.language), answer


def _written(question: Question, value: Value, language: str) -> Written:
    if isinstance(question, ListQuestion):
        return [_item(question, answers_of(value, name), language) for name in item_ids(value)]
    match value:
        case {"picked": list(picked), "other": str(other)}:
            return ", ".join([*map(str, picked), other])
        case {"picked": list(picked)}:
            return picked
        case {"other": str(other)}:
            return other
        case bool() | int() | str():
            return value
        case list():  # people
            return [_person(person) for person in value]
        case _:
            return question.show(value, language)


def _item(question: ListQuestion, answers: Mapping[str, Answer], language: str) -> Written:
    return {
        part.id: _written(part, answers[part.id].value, language)
        for part in question.item
        if part.id in answers and not answers[part.id].skipped
    }


def _person(person: Mapping[str, Any]) -> dict[str, str]:
    """Without what was not said."""
    return {name: str(said) for name, said in person.items() if said}
