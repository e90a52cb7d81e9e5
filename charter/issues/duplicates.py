"""Two clauses, or two documents to plan, under one id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charter.read import CharterRead
from charter.template import ClauseTemplate, PlannedTemplate
from flows.issue import Issue

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    yield from _twice(charter, "clauses", charter.template.clauses)
    yield from _twice(charter, "documents", charter.template.documents)


def _twice(
    charter: CharterRead, key: str, things: Sequence[ClauseTemplate | PlannedTemplate]
) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for number, thing in enumerate(things):
        if thing.id in first:
            line = charter.source.line((key, first[thing.id], "id"))
            params = {"id": thing.id, "first": line}
            yield charter.source.issue("duplicate_id", (key, number, "id"), params)
        first.setdefault(thing.id, number)
