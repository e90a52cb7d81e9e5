"""Closing a question that was answered: what was asked, and what is noted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.visit import Visit
from flows.items import answers_of, item_ids
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.run import Answer, Place
from storage.repositories.runs import StoredRun

__all__ = ["Closing", "closing_of"]


@dataclass(frozen=True, slots=True)
class Closing:
    """A question as it was asked, and the answer to show under it."""

    place: Place
    question: str
    #: empty when there is nothing to show
    answer: str


def closing_of(visit: Visit, before: StoredRun) -> Closing | None:
    """The question that the visit found open, if a reply settled it."""
    after, place = visit.stored, before.run.at
    if place is None or after.id != before.id or after.run.answers == before.run.answers:
        return None
    question = visit.guide.compiled.question(place.question, before.run.language)
    answer = after.run.answers.get(place.question)
    if isinstance(question, ListQuestion):
        return _part(question, place, answer, before.run.language)
    return Closing(place, question.text, _shown(visit, question, answer, before.run.language))


def _part(
    question: ListQuestion, place: Place, answer: Answer | None, language: str
) -> Closing | None:
    part = next((one for one in question.item if one.id == place.part), None)
    if part is None:
        return Closing(place, question.text, "")
    there = answer is not None and not answer.skipped and place.item in item_ids(answer.value)
    found = answers_of(answer.value, place.item).get(part.id) if answer and there else None
    shown = part.show(found.value, language) if found and not found.skipped else ""
    return Closing(place, part.text, shown)


def _shown(visit: Visit, question: Question, answer: Answer | None, language: str) -> str:
    if answer is None:
        return ""
    if answer.skipped:
        return visit.say.say("edit.skipped")
    return question.show(answer.value, language)
