"""What changed in the stages of a flow, and in its endings."""

from __future__ import annotations

from collections.abc import Iterator

from flows.around import around
from flows.changes import Change, Detail, Effect, Noun, What
from flows.definition import Ending, Flow, Stage
from flows.fields import otherwise, reworded
from flows.question_changes import condition_detail
from flows.renames import Renames

__all__ = ["FlowPairs", "ending_changes", "stage_changes"]

#: the flow before and after, by language; the own one under an empty name, and first
FlowPairs = dict[str, tuple[Flow, Flow]]


def stage_changes(pairs: FlowPairs, renames: Renames) -> Iterator[Change]:
    """Stages added, removed, put elsewhere, and what each says and when."""
    before, after = ({stage.stage: stage for stage in flow.stages} for flow in pairs[""])
    yield from around(Noun.STAGE, list(before), list(after))
    for name in (name for name in after if name in before):
        yield from _stage(before[name], after[name], renames)
        texts: tuple[Detail, ...] = ()
        for language, (old, new) in pairs.items():
            texts += reworded(
                _stage_named(old, name),
                _stage_named(new, name),
                language=language,
                without=("questions",),
            )
        if texts:
            yield Change(Noun.STAGE, What.REWORDED, name, details=texts)


def ending_changes(pairs: FlowPairs, renames: Renames) -> Iterator[Change]:
    """Endings added, removed, put elsewhere, and what each says and when. Runs that have ended
    stay as they are.
    """
    before, after = ({end.ending: end for end in flow.endings} for flow in pairs[""])
    yield from around(Noun.ENDING, list(before), list(after))
    for name in (name for name in after if name in before):
        old, new = before[name], after[name]
        if renames.condition(old.when) != new.when:
            written = condition_detail(old.when, new.when)
            yield Change(Noun.ENDING, What.CONDITION, name, details=(written,))
        if details := otherwise(old, new, without=("when",)):
            yield Change(Noun.ENDING, What.SETTINGS, name, details=details)
        texts: tuple[Detail, ...] = ()
        for language, flows in pairs.items():
            texts += reworded(*(_ending_named(flow, name) for flow in flows), language=language)
        if texts:
            yield Change(Noun.ENDING, What.REWORDED, name, details=texts)


def _stage(before: Stage, after: Stage, renames: Renames) -> Iterator[Change]:
    name, apart = after.stage, ("when", "questions")
    if renames.condition(before.when) != after.when:
        written = condition_detail(before.when, after.when)
        yield Change(Noun.STAGE, What.CONDITION, name, "", (), Effect.DECIDED_ANEW, (written,))
    if details := otherwise(before, after, without=(*apart, "cases")):  # only `quick` is left
        yield Change(Noun.STAGE, What.SETTINGS, name, "", (), Effect.DECIDED_ANEW, details)
    told = [(renames.condition(case.when), case.source) for case in before.cases]
    if told != [(case.when, case.source) for case in after.cases]:
        details = otherwise(before, after, without=(*apart, "quick"))
        yield Change(Noun.STAGE, What.SETTINGS, name, details=details)


def _stage_named(flow: Flow, name: str) -> Stage:
    return next(stage for stage in flow.stages if stage.stage == name)


def _ending_named(flow: Flow, name: str) -> Ending:
    return next(ending for ending in flow.endings if ending.ending == name)
