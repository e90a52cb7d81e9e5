"""A revision made ready to walk: its steps, what depends on what, its machine; made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.arrows import arrows_of
from flows.conditions import Node, Not, all_of
from flows.definition import Flow, Stage
from flows.machine import RunMachine
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.run import Answer

__all__ = ["CompiledFlow", "Step", "compile_flow"]


@dataclass(frozen=True, slots=True)
class Step:
    """A question in its place in the walk."""

    index: int
    id: str
    #: rank of its stage, from 0
    stage: int
    #: what must hold for it to be asked
    relevance: Node | None
    #: the same, as if the quick path did not leave it out: then it is a gap, not off the subject
    applies: Node | None
    #: it is said, and nobody answers
    is_said: bool

    def is_relevant(self, answers: Mapping[str, Answer]) -> bool:
        return self.relevance is None or self.relevance.holds(answers)


@dataclass(frozen=True, slots=True)
class CompiledFlow:
    """All that the engine needs of a revision. It never changes: cache it under its id."""

    number: int
    #: by language; the first is the one it was written in
    flows: Mapping[str, Flow]
    steps: tuple[Step, ...]
    by_id: Mapping[str, Step]
    #: the steps of each stage
    stages: tuple[tuple[Step, ...], ...]
    #: steps whose relevance or value looks at a question, by that question, in order
    dependents: Mapping[str, tuple[Step, ...]]
    #: questions whose options give points, by language
    scoring: Mapping[str, tuple[Question, ...]]
    #: the list that holds a part, by the part
    lists: Mapping[str, str]
    machine: RunMachine

    @property
    def source(self) -> Flow:
        """The flow as written."""
        return next(iter(self.flows.values()))

    def flow(self, language: str) -> Flow:
        """The flow in a language; as written when it has not that one."""
        return self.flows.get(language) or self.source

    def scoring_in(self, language: str) -> tuple[Question, ...]:
        """The questions whose options give points, in a language that the flow has."""
        return self.scoring.get(language) or next(iter(self.scoring.values()))

    def question(self, question_id: str, language: str) -> Question:
        return self.flow(language).by_id[question_id]

    def stage(self, step: Step, language: str) -> Stage:
        return self.flow(language).stages[step.stage]


def compile_flow(flows: Mapping[str, Flow], *, number: int = 0) -> CompiledFlow:
    """A revision ready to walk, from its flow in each language, the one it was written in first."""
    source = next(iter(flows.values()))
    steps = tuple(_steps(source))
    return CompiledFlow(
        number=number,
        flows=dict(flows),
        steps=steps,
        by_id={step.id: step for step in steps},
        stages=tuple(
            tuple(step for step in steps if step.stage == rank)
            for rank in range(len(source.stages))
        ),
        dependents=_dependents(source, steps),
        scoring={language: tuple(_scoring(flow)) for language, flow in flows.items()},
        lists=dict(_parts(source)),
        machine=RunMachine([step.id for step in steps], arrows_of(source)),
    )


def _steps(flow: Flow) -> Iterable[Step]:
    quick = flow.quick_path.when if flow.quick_path else None
    index = 0
    for rank, stage in enumerate(flow.stages):
        for question in stage.questions:
            applies = all_of(stage.when, question.when)
            left_out = quick is not None and not (stage.quick or question.quick)
            relevance = all_of(Not(quick), applies) if left_out and quick else applies
            yield Step(index, question.id, rank, relevance, applies, question.is_said)
            index += 1


def _dependents(flow: Flow, steps: tuple[Step, ...]) -> Mapping[str, tuple[Step, ...]]:
    found: defaultdict[str, list[Step]] = defaultdict(list)
    for step in steps:
        tests = step.relevance.tests() if step.relevance else ()
        looked_at = [test.question for test in tests] + list(flow.by_id[step.id].mentions())
        for question in dict.fromkeys(looked_at):
            found[question].append(step)
    return {question: tuple(dependents) for question, dependents in found.items()}


def _scoring(flow: Flow) -> Iterable[Question]:
    for question in flow.questions():
        if any(option.scores for option in getattr(question, "options", ())):
            yield question


def _parts(flow: Flow) -> Iterable[tuple[str, str]]:
    for question in flow.questions():
        if isinstance(question, ListQuestion):
            yield from ((part.id, question.id) for part in question.item)
