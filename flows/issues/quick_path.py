"""The quick path has questions, and does not hide the one that chooses it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.places import parts, questions, tests_at
from flows.read import Read

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    asked = {found.question.id: found for found in questions(read.flow)}
    quick = [found for found in asked.values() if found.stage.quick or found.question.quick]
    if read.flow.quick_path is None:
        for found in quick:
            path = (*found.path, "quick") if found.question.quick else found.path[:2]
            yield read.source.advice("quick_without_path", path)
        return
    if not quick:
        yield read.source.issue("quick_path_empty", ("quick_path",))
    path, node = ("quick_path", "when"), read.flow.quick_path.when
    for place, test in tests_at(read.source.at(path), path, node):
        chooser = asked.get(test.question)
        if quick and chooser is not None and chooser not in quick:
            yield read.source.issue("quick_path_hides_itself", place, {"id": test.question})
    for part in (part for found in asked.values() for part in parts(found)):
        if part.question.quick:
            yield read.source.advice("quick_in_list", (*part.path, "quick"))
