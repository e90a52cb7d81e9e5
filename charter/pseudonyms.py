"""A run in which nobody can be recognised: other names everywhere, all else as it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from charter.guide import Guide
from charter.hiding import SHORTEST, WORD, Hider, common_words, folded
from flows.items import item_ids
from flows.phrases import phrases_in
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.questions.long_text import LongTextQuestion
from flows.questions.people import PeopleQuestion
from flows.questions.text import TextQuestion
from flows.run import Answer, Run, Value
from flows.template import Template as Line

__all__ = ["pseudonymised"]

#: numbers that are told as letters, before they are told as numbers
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: between the words of a name that are no names
PARTICLES = frozenset(("von", "van", "der", "del", "dos", "des", "les", "the", "and"))
BRACKETED = re.compile(r"\(([^)]*)\)|\s[-–—]\s")


def pseudonymised(guide: Guide, run: Run, *, people: Iterable[str] = ()) -> Run:
    """The run with its people, organisations, contacts, addresses and links under other names, the
    same ones wherever they occur. What was said before, and counts no more, is left out.

    Args:
        people: names by which whoever walked it is known besides.
    """
    hider = Hider(lambda kind, number: _label(kind, number, run.language))
    questions = guide.compiled.source.by_id
    said = {
        name: answer
        for name, answer in run.answers.items()
        if name in questions and not answer.skipped
    }
    for name in _organisations(guide, run):
        hider.learn("organisation", name, _forms(name, common_words()))
    for name in (*_people(questions, said), *people):
        hider.learn("person", name, _forms(name, PARTICLES))
    for name in _contacts(questions, said):
        hider.learn("contact", name)
    hidden = {name: Answer(_hidden(questions[name], said[name].value, hider)) for name in said}
    skipped = {name: answer for name, answer in run.answers.items() if answer.skipped}
    order = (name for name in run.answers if name in hidden or name in skipped)
    answers = {name: hidden.get(name) or skipped[name] for name in order}
    return replace(run, answers=answers, parked={}, former={})


def _organisations(guide: Guide, run: Run) -> Iterator[str]:
    """What names a party, of every thing of a list: any of them may become one."""
    template = guide.template(run.language)
    names = [name for party in template.parties for name, _ in Line.read(party).placeholders()]
    for name in dict.fromkeys(names):
        question, *rest = name.split(".")
        answer = run.answers.get(question)
        if answer is None or answer.skipped:
            continue
        if rest and isinstance(answer.value, Mapping) and "items" in answer.value:
            for item in answer.value["items"]:
                said = item["answers"].get(rest[-1])
                yield from [said] if isinstance(said, str) else []
        elif isinstance(answer.value, str):
            yield answer.value


def _people(questions: Mapping[str, Question], said: Mapping[str, Answer]) -> Iterator[str]:
    for person in _everybody(questions, said):
        yield person["name"]


def _contacts(questions: Mapping[str, Question], said: Mapping[str, Answer]) -> Iterator[str]:
    for person in _everybody(questions, said):
        if person["contact"]:
            yield person["contact"]


def _everybody(
    questions: Mapping[str, Question], said: Mapping[str, Answer]
) -> Iterator[Mapping[str, str]]:
    for name, answer in said.items():
        question = questions[name]
        if isinstance(question, PeopleQuestion):
            yield from answer.value
        elif isinstance(question, ListQuestion):
            parts = {part.id: part for part in question.item}
            for item in answer.value["items"]:
                kept = {p: Answer(v) for p, v in item["answers"].items() if p in parts}
                yield from _everybody(parts, kept)


def _forms(name: str, without: frozenset[str]) -> Iterator[str]:
    """What a name is called for short: its parts, its initials, and its own words."""
    for part in BRACKETED.split(name):
        if part and part.strip():
            yield part.strip()
    words = WORD.findall(name)
    own = [word for word in words if folded(word) not in without]
    first = words.index(own[0]) if own else 0
    if first:
        yield name[name.index(own[0]) :]
    yield from (word for word in own if len(word) >= SHORTEST and word[0].isupper())
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) >= SHORTEST:
        yield initials


def _hidden(question: Question, value: Value, hider: Hider) -> Value:
    match question:
        case TextQuestion() | LongTextQuestion():
            return hider.hide(value)
        case PeopleQuestion():
            return [_person(person, hider) for person in value]
        case ListQuestion():
            parts = {part.id: part for part in question.item}
            return _items(parts, value, hider)
        case _:
            return _besides(value, hider)


def _person(person: Mapping[str, str], hider: Hider) -> Mapping[str, str]:
    contact = person["contact"]
    return {
        "name": hider.name("person", person["name"]),
        "role": hider.hide(person["role"]),
        "contact": hider.name("contact", contact) if contact else "",
    }


def _items(parts: Mapping[str, Question], value: Value, hider: Hider) -> Value:
    items: list[Any] = []
    for number, item in zip(item_ids(value), value["items"], strict=True):
        answers = {
            part: _hidden(parts[part], said, hider)
            for part, said in item["answers"].items()
            if part in parts
        }
        items.append({"id": number, "answers": answers, "skipped": list(item["skipped"])})
    return {**value, "items": items}


def _besides(value: Value, hider: Hider) -> Value:
    """What is picked stays; what was written beside it is text."""
    if isinstance(value, Mapping) and isinstance(value.get("other"), str):
        return {**value, "other": hider.hide(value["other"])}
    return value


def _label(kind: str, number: int, language: str) -> str:
    """« Association A », « Personne 1 »."""
    is_letter = kind == "organisation" and number <= len(LETTERS)
    which = LETTERS[number - 1] if is_letter else str(number)
    return phrases_in(language).say(f"pseudonyms.{kind}", which=which)
