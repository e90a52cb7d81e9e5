"""What a clause needs exists, is shown by it, and can be read by everyone who signs."""

from __future__ import annotations

from collections.abc import Iterator

from charter.lines import lines
from charter.read import CharterRead
from flows.issue import Issue
from flows.near import nearest
from flows.question import Question, Reader
from flows.read import Read
from flows.source import Path

__all__ = ["check_against"]


def check_against(charter: CharterRead, flow: Read) -> Iterator[Issue]:
    known = flow.flow.by_id
    for path, name in _named(charter):
        if name not in known:
            params = {"id": name, "near": nearest(name, known)}
            yield charter.source.issue("unknown_question", path, params)
    mentioned = list(_mentioned(charter))
    for number, clause in enumerate(charter.template.clauses):
        for place, name in enumerate(clause.needs):
            path = ("clauses", number, "needs", place)
            if name in known:
                yield from _need(charter, path, known[name], shown=(clause.id, name) in mentioned)


def _named(charter: CharterRead) -> Iterator[tuple[Path, str]]:
    """Where a question is named by itself."""
    for number, clause in enumerate(charter.template.clauses):
        for place, name in enumerate(clause.needs):
            yield ("clauses", number, "needs", place), name
    for place, name in enumerate(charter.template.doubts):
        yield ("doubts", place), name


def _mentioned(charter: CharterRead) -> Iterator[tuple[str, str]]:
    for line in lines(charter.template):
        for name in line.mentions():
            yield line.clause, name


def _need(charter: CharterRead, path: Path, question: Question, *, shown: bool) -> Iterator[Issue]:
    if not shown:
        yield charter.source.advice("need_not_shown", path, {"id": question.id})
    if Reader.PARTNER not in question.visible_to:
        yield charter.source.advice("need_hidden", path, {"id": question.id})
