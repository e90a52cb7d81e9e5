"""Points are given to options of an advice, before it is asked, and an advice has points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.issue import Issue
from flows.near import nearest
from flows.places import QuestionAt, parts, questions
from flows.questions.advice import AdviceQuestion
from flows.read import Read
from flows.source import Path, Source

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    asked = list(questions(read.flow))
    advising = [found for found in asked if isinstance(found.question, AdviceQuestion)]
    scoring = [found for found in asked if any(_scores(found))]
    for found in advising:
        yield from _mixed(read.source, found)
        if not any(other.rank < found.rank for other in scoring):
            yield read.source.issue("advice_without_scores", found.path, {"id": found.question.id})
    for found in scoring:
        yield from _points(read.source, found, advising)
    for part in (part for found in asked for part in parts(found)):
        for path, _ in list(_scores(part))[:1]:
            yield read.source.issue("scores_in_list", path, {"id": part.question.id})


def _scores(found: QuestionAt) -> Iterator[tuple[Path, str]]:
    """Each option that is given points, by the place of the points."""
    for number, option in enumerate(getattr(found.question, "options", ())):
        for name in option.scores:
            yield (*found.path, "options", number, "scores", name), name


def _mixed(source: Source, found: QuestionAt) -> Iterator[Issue]:
    mixed, options = getattr(found.question, "mixed", None), found.question.values()
    if mixed is not None and mixed not in options:
        params = {"id": mixed, "near": nearest(mixed, options)}
        yield source.issue("unknown_advice", (*found.path, "mixed"), params)


def _points(source: Source, found: QuestionAt, advising: Sequence[QuestionAt]) -> Iterator[Issue]:
    options = [option for other in advising for option in other.question.values()]
    mixed = [getattr(other.question, "mixed", None) for other in advising]
    for path, name in _scores(found):
        if not advising:
            yield source.advice("scores_without_advice", path, {"id": name})
        elif name not in options:
            params = {"id": name, "near": nearest(name, options)}
            yield source.issue("unknown_advice", path, params)
        elif name in mixed:
            yield source.advice("scores_for_mixed", path, {"id": name})
        elif all(other.rank <= found.rank for other in advising):
            yield source.advice("scores_too_late", path, {"id": advising[-1].question.id})
