"""Some answers lead to every question, every stage, every case and every ending."""

from __future__ import annotations

from collections.abc import Iterator

from flows.conditions import Node, Not, all_of
from flows.definition import Flow, Stage
from flows.issue import Issue
from flows.issues.references import check as references
from flows.places import QuestionAt, conditions, parts, questions
from flows.reachable import Asked, Search
from flows.read import Read

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    if any(references(read)):
        return  # what looks at nothing holds for nothing: one trouble is enough
    flow = read.flow
    asked = list(questions(flow))
    every = [condition.node for condition in conditions(flow)]
    search = Search([Asked(one.question, _relevance(flow, one)) for one in asked], every)
    yield from _stages(read, search)
    for found in asked:
        if search.can_hold(found.stage.when) and not search.can_hold(_relevance(flow, found)):
            path = (*found.path, "when") if found.question.when else found.path
            yield read.source.issue("never_asked", path, {"id": found.question.id})
        yield from _parts(read, found)
    yield from _endings(read, search)


def _relevance(flow: Flow, found: QuestionAt) -> Node | None:
    quick = flow.quick_path.when if flow.quick_path else None
    is_left_out = quick is not None and not (found.stage.quick or found.question.quick)
    not_quick = Not(quick) if is_left_out and quick is not None else None
    return all_of(not_quick, found.stage.when, found.question.when)


def _stages(read: Read, search: Search) -> Iterator[Issue]:
    for number, stage in enumerate(read.flow.stages):
        if not search.can_hold(stage.when):
            path = ("stages", number, "when")
            yield read.source.issue("stage_never", path, {"id": stage.stage})
            continue
        yield from _cases(read, search, number, stage)


def _cases(read: Read, search: Search, number: int, stage: Stage) -> Iterator[Issue]:
    """The first one that holds is told: those after one that always holds never are."""
    passed: list[Node | None] = [stage.when]
    for place, case in enumerate(stage.cases):
        hidden = place > 0 and stage.cases[place - 1].when is None
        if hidden or not search.can_hold(all_of(*passed, case.when)):
            yield read.source.issue("case_never", ("stages", number, "cases", place))
            return
        passed.append(Not(case.when) if case.when is not None else None)


def _parts(read: Read, found: QuestionAt) -> Iterator[Issue]:
    inside = list(parts(found))
    asked = [Asked(part.question, part.question.when) for part in inside]
    search = Search(asked, [one.relevance for one in asked if one.relevance is not None])
    for part in inside:
        if not search.can_hold(part.question.when):
            path = (*part.path, "when")
            yield read.source.issue("never_asked", path, {"id": part.question.id})


def _endings(read: Read, search: Search) -> Iterator[Issue]:
    passed: list[Node] = []
    for number, ending in enumerate(read.flow.endings):
        if not search.can_hold(all_of(*passed, ending.when)):
            path = ("endings", number)
            yield read.source.issue("ending_never", path, {"id": ending.ending})
        if ending.when is None:
            return
        passed.append(Not(ending.when))
