"""What a reader may read of a run, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from charter.answers import Answers
from charter.typeset import typeset
from flows.compiled import CompiledFlow
from flows.items import answers_of, item_ids
from flows.question import Question, Reader
from flows.questions.choices import ChoicesQuestion
from flows.questions.list import ListQuestion
from flows.questions.people import PeopleQuestion
from flows.run import Answer, Place, Run
from flows.wording import is_blank

__all__ = ["answers_for", "names_within", "on_a_page"]

#: what a placeholder may name of each of the people
PERSON = ("name", "role", "contact")

_LINE_BREAKS = re.compile(r"\s*\n\s*")


def answers_for(compiled: CompiledFlow, run: Run, *, reader: Reader, language: str) -> Answers:
    """The answers that count, as far as a reader may read them."""
    questions = compiled.flow(language).by_id
    kept = {
        name: _readable(questions[name], answer, run.answers, reader)
        for name, answer in run.answers.items()
        if name in questions and reader in questions[name].visible_to
    }
    whole = Answers(
        language,
        kept,
        texts={name: _words(questions[name], answer, language) for name, answer in kept.items()},
        places={name: name for name in kept},
    )
    things = {name: _things(questions[name], answer, language) for name, answer in kept.items()}
    return whole.with_things({name: tuple(found) for name, found in things.items()})


def names_within(question: Question | None) -> tuple[str, ...]:
    """What sentences may say of each thing of a question; nothing when it has no things."""
    if isinstance(question, ListQuestion):
        return tuple(part.id for part in question.item)
    if isinstance(question, ChoicesQuestion):
        return ("label",)
    return PERSON if isinstance(question, PeopleQuestion) else ()


def _readable(
    question: Question, answer: Answer, answers: Mapping[str, Answer], reader: Reader
) -> Answer:
    """The answer without the parts of a list that are hidden, or that do not apply any more."""
    if answer.skipped or not isinstance(question, ListQuestion):
        return answer
    items = []
    for item in answer.value["items"]:
        around = {**answers, **answers_of(answer.value, item["id"])}
        parts = [part.id for part in question.item if _may_read(part, reader, around)]
        items.append(_only(item, parts))
    return Answer({**answer.value, "items": items})


def _may_read(part: Question, reader: Reader, answers: Mapping[str, Answer]) -> bool:
    return reader in part.visible_to and (part.when is None or part.when.holds(answers))


def _only(item: Mapping[str, Any], parts: list[str]) -> Mapping[str, Any]:
    answers = {part: said for part, said in item["answers"].items() if part in parts}
    return {**item, "answers": answers, "skipped": [p for p in item["skipped"] if p in parts]}


def _words(question: Question, answer: Answer, language: str) -> str:
    """The answer as it may stand on a page; empty when it says nothing."""
    if answer.skipped or answer.value is None:
        return ""
    return on_a_page(question.show(answer.value, language), language)


def on_a_page(text: str, language: str) -> str:
    return "" if is_blank(text) else typeset(_LINE_BREAKS.sub("\n", text.strip()), language)


def _things(question: Question, answer: Answer, language: str) -> Iterator[Answers]:
    """The answers of each item, what is known of each of the people, or each thing picked."""
    if answer.skipped:
        return
    if isinstance(question, ListQuestion):
        for item in item_ids(answer.value):
            yield _item(question, item, answers_of(answer.value, item), language)
    elif isinstance(question, PeopleQuestion):
        for person in answer.value:
            texts = {name: on_a_page(person[name], language) for name in PERSON}
            yield Answers(language, texts=texts, places=dict.fromkeys(PERSON, question.id))
    elif isinstance(question, ChoicesQuestion):
        for label in question.labels(answer.value):
            texts = {"label": on_a_page(label, language)}
            yield Answers(language, texts=texts, places={"label": question.id})


def _item(question: ListQuestion, item: str, kept: Mapping[str, Answer], language: str) -> Answers:
    missing = Answer(skipped=True)
    return Answers(
        language,
        kept,
        # A part without an answer is there, empty: it stands before a question of the same name.
        texts={p.id: _words(p, kept.get(p.id, missing), language) for p in question.item},
        places={name: str(Place(question.id, item, name)) for name in kept},
    )
