"""The places of a run that a button can name by their marks: questions, items and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.touch import mark
from flows.items import answers_of, item_ids
from flows.naming import former_names
from flows.questions.list import ListQuestion
from flows.run import Place

if TYPE_CHECKING:
    from bot.visit import Visit

__all__ = ["is_answered", "place_of", "present"]


def place_of(visit: Visit, marked: str) -> Place | None:
    """The place with this mark, if it is one of this run as it is now; by a former name too."""
    for place in (*_places(visit), *_former(visit)):
        if mark(str(place)) == marked:
            return present(visit, place)
    return None


def present(visit: Visit, place: Place) -> Place:
    """The same place under the present name of its question: messages keep the one it had."""
    if place.question in visit.guide.compiled.by_id:
        return place
    names = former_names(tuple(visit.guide.compiled.source.questions()))
    return replace(place, question=names.get(place.question, place.question))


def is_answered(visit: Visit, place: Place) -> bool:
    """Something was said there: an answer, or a skip."""
    answer = visit.stored.run.answers.get(place.question)
    if answer is None or not place.item:
        return answer is not None
    return not place.part or place.part in answers_of(answer.value, place.item)


def _places(visit: Visit) -> Iterator[Place]:
    run, compiled = visit.stored.run, visit.guide.compiled
    yield from (Place(step.id) for step in compiled.steps if not step.is_said)
    for name, answer in run.answers.items():
        question = compiled.question(name, run.language) if name in compiled.by_id else None
        if isinstance(question, ListQuestion) and not answer.skipped:
            yield from _items(question, item_ids(answer.value))


def _former(visit: Visit) -> Iterator[Place]:
    for question in visit.guide.compiled.source.questions():
        yield from (Place(name) for name in question.was)


def _items(question: ListQuestion, items: tuple[str, ...]) -> Iterator[Place]:
    for item in items:
        yield Place(question.id, item)
        yield from (Place(question.id, item, part.id) for part in question.item)
