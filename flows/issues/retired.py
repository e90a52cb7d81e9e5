"""What is gone is gone, and says where its conversations go on."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.near import nearest
from flows.places import QuestionAt, parts, questions
from flows.read import Read
from flows.source import Path

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    asked = [each for found in questions(read.flow) for each in (found, *parts(found))]
    alive = {each.question.id: each for each in asked}
    options = {(name, o) for name, each in alive.items() for o in _options_of(each)}
    for number, gone in enumerate(read.flow.retired):
        path: Path = ("retired", number)
        if (gone.of, gone.id) in options or (gone.of is None and gone.id in alive):
            yield read.source.issue("retired_alive", (*path, "id"), {"id": gone.id})
        after = gone.continue_at
        if after is not None and (after not in alive or alive[after].whole is not None):
            params = {"id": after, "near": nearest(after, alive)}
            yield read.source.issue("unknown_question", (*path, "continue_at"), params)
    yield from _renamed(read, asked)


def _options_of(each: QuestionAt) -> list[str]:
    return [option.id for option in getattr(each.question, "options", ())]


def _renamed(read: Read, asked: list[QuestionAt]) -> Iterator[Issue]:
    """A former id is no one's id now, and was of one question only."""
    claimed = {each.question.id: each.question.id for each in asked}
    for each in asked:
        for number, former in enumerate(each.question.was):
            if former in claimed:
                params = {"id": former, "other": claimed[former]}
                yield read.source.issue("was_alive", (*each.path, "was", number), params)
            claimed.setdefault(former, each.question.id)
        yield from _options(read, each)


def _options(read: Read, each: QuestionAt) -> Iterator[Issue]:
    options = getattr(each.question, "options", ())
    claimed = {option.id: option.id for option in options}
    for number, option in enumerate(options):
        for place, former in enumerate(option.was):
            if former in claimed:
                path = (*each.path, "options", number, "was", place)
                params = {"id": former, "other": claimed[former]}
                yield read.source.issue("was_alive", path, params)
            claimed.setdefault(former, option.id)
