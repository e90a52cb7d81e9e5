"""Whoever hesitates finds why it is asked, what is expected, and how others said it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.places import parts, questions
from flows.read import Read

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    for found in (each for one in questions(read.flow) for each in (one, *parts(one))):
        question = found.question
        params = {"id": question.id}
        if question.is_said:
            continue
        if question.sensitive and not question.why:
            yield read.source.advice("why_missing", found.path, params)
        if not question.hint and not question.help:
            yield read.source.advice("hint_missing", found.path, params)
        if not question.example and not question.values():
            yield read.source.advice("example_missing", found.path, params)
