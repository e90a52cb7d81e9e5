"""Conditions look at questions that exist, that come before, and that can answer so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from flows.conditions import Test
from flows.fitting import misfits
from flows.issue import Issue
from flows.near import nearest
from flows.places import ConditionAt, QuestionAt, conditions, parts, questions, tests_at
from flows.read import Read
from flows.source import Path

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    known = {found.question.id: found for found in questions(read.flow)}
    inside = {part.question.id: part for found in known.values() for part in parts(found)}
    for condition in conditions(read.flow):
        written = read.source.at(condition.path)
        for path, test in tests_at(written, condition.path, condition.node):
            yield from _Reference(read, condition, path, test).issues(known, inside)
    for found in known.values():
        yield from _families(read, found, known)


class _Reference:
    """One test of one condition, against what it looks at."""

    def __init__(self, read: Read, condition: ConditionAt, path: Path, test: Test) -> None:
        self.source, self.condition, self.path, self.test = read.source, condition, path, test
        self.tell = partial(self.source.issue, path=path)

    def issues(
        self, known: Mapping[str, QuestionAt], inside: Mapping[str, QuestionAt]
    ) -> Iterator[Issue]:
        name, decides = self.test.question, self.condition.decides
        if decides is not None and decides.whole is not None:
            yield from self._of_part(decides, known, inside)
        elif name in known:
            if decides is not None and name == decides.question.id:
                yield self.tell("own_answer", params={"id": name})
            elif known[name].rank >= self.condition.before:
                yield self.tell("later_question", params={"id": name})
            yield from self._fits(known[name])
        elif name in inside:
            whole = inside[name].whole
            yield self.tell("part_from_outside", params={"id": name, "list": whole and whole.id})
        else:
            yield self._unknown([*known, *inside])

    def _of_part(
        self,
        decides: QuestionAt,
        known: Mapping[str, QuestionAt],
        inside: Mapping[str, QuestionAt],
    ) -> Iterator[Issue]:
        """A part is asked for each thing: it looks at what was said of the same thing."""
        name = self.test.question
        found = inside.get(name)
        if found is not None and found.whole is decides.whole:
            if found.part == decides.part:
                yield self.tell("own_answer", params={"id": name})
            elif found.part > decides.part:
                yield self.tell("later_question", params={"id": name})
            yield from self._fits(found)
        elif name in known or found is not None:
            yield self.tell("outside_from_part", params={"id": name})
        else:
            whole = decides.whole.id if decides.whole else ""
            yield self._unknown([part for part, at in inside.items() if _is_of(at, whole)])

    def _unknown(self, names: list[str]) -> Issue:
        near = nearest(self.test.question, names)
        return self.tell("unknown_question", params={"id": self.test.question, "near": near})

    def _fits(self, found: QuestionAt) -> Iterator[Issue]:
        for code, params in misfits(self.test, found.question):
            yield self.tell(code, params=params)


def _families(read: Read, found: QuestionAt, known: Mapping[str, QuestionAt]) -> Iterator[Issue]:
    """A profile sums up scales that come before it."""
    for number, family in enumerate(getattr(found.question, "families", ())):
        for place, scale in enumerate(family.of):
            path = (*found.path, "families", number, "of", place)
            other = known.get(scale)
            if other is None:
                near = nearest(scale, known)
                yield read.source.issue("unknown_question", path, {"id": scale, "near": near})
            elif other.rank >= found.rank:
                yield read.source.issue("later_question", path, {"id": scale})
            elif not all(isinstance(value, int) for value in other.question.values() or ("",)):
                yield read.source.issue("not_a_scale", path, {"id": scale})


def _is_of(found: QuestionAt, whole: str) -> bool:
    return found.whole is not None and found.whole.id == whole
