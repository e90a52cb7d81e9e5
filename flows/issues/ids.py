"""One id names one thing, and none is a word that conditions or buttons use otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.conditions import STATES
from flows.issue import Issue
from flows.places import parts, questions
from flows.read import Read
from flows.source import Path, Source

__all__ = ["check"]

#: what buttons send, and what conditions say of any answer
OPTION_WORDS = (*STATES, "other", "done", "add")
#: what conditions say of other conditions
QUESTION_WORDS = ("all", "any", "not")


def check(read: Read) -> Iterator[Issue]:
    flow, source = read.flow, read.source
    asked = [each for found in questions(flow) for each in (found, *parts(found))]
    yield from _twice(source, ((each.path, each.question.id) for each in asked))
    yield from _twice(source, ((("stages", n), s.stage) for n, s in enumerate(flow.stages)))
    yield from _twice(source, ((("endings", n), e.ending) for n, e in enumerate(flow.endings)))
    for each in asked:
        for key in ("options", "families", "bands"):
            yield from _twice(source, _named(source, (*each.path, key)))
        if each.question.id in QUESTION_WORDS:
            yield source.issue("reserved_id", (*each.path, "id"), {"id": each.question.id})
        for number, option in enumerate(getattr(each.question, "options", ())):
            if option.id in OPTION_WORDS:
                path = (*each.path, "options", number, "id")
                yield source.issue("reserved_id", path, {"id": option.id})


def _named(source: Source, path: Path) -> Iterator[tuple[Path, str]]:
    for number, written in enumerate(source.at(path) or ()):
        name = next(written[key] for key in ("id", "family", "band") if key in written)
        yield (*path, number), name


def _twice(source: Source, named: Iterable[tuple[Path, str]]) -> Iterator[Issue]:
    first: dict[str, Path] = {}
    for path, name in named:
        if name in first:
            params = {"id": name, "first": source.line(first[name])}
            yield source.issue("duplicate_id", path, params)
        first.setdefault(name, path)
