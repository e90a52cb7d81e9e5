"""The walk always ends somewhere, and each ending can be the one."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.read import Read

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    endings = read.flow.endings
    if all(ending.when is not None for ending in endings):
        path = ("endings", len(endings) - 1, "when")
        yield read.source.issue("ending_last_conditional", path, {"id": endings[-1].ending})
    for number, ending in enumerate(endings[:-1]):
        if ending.when is None:
            after = endings[number + 1]
            params = {"id": after.ending, "before": ending.ending}
            yield read.source.issue("ending_hidden", ("endings", number + 1), params)
    if not any(ending.submits for ending in endings):
        yield read.source.advice("ending_none_submits", ("endings",))
