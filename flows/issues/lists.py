"""The line that sums up a thing of a list can be read, and tells things apart."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.near import nearest
from flows.places import QuestionAt, parts, questions
from flows.questions.list import ListQuestion
from flows.read import Read
from flows.source import Source
from flows.template import Template, TemplateError

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    for language, flow in read.flows.items():
        for found in questions(flow):
            if isinstance(found.question, ListQuestion):
                yield from _summary(read.sources[language], found, found.question.summary)


def _summary(source: Source, found: QuestionAt, summary: str) -> Iterator[Issue]:
    path = (*found.path, "summary")
    try:
        names = [name for name, _ in Template.read(summary).placeholders()]
    except TemplateError as error:
        yield source.issue(error.code, path, {"near": error.near})
        return
    known = [part.question.id for part in parts(found)]
    for name in names:
        if name not in known:
            params = {"id": name, "near": nearest(name, known)}
            yield source.issue("summary_unknown_part", path, params)
    if not names:
        yield source.issue("summary_says_nothing", path, {"id": found.question.id})
