"""What changed between two versions of a flow, in the order of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.changes import Change, Detail, Effect, Noun, What
from flows.definition import Flow
from flows.fields import otherwise
from flows.ordering import moved
from flows.question_changes import QuestionPair, condition_detail, question_changes
from flows.renames import Renames
from flows.stage_changes import FlowPairs, ending_changes, stage_changes

__all__ = ["differences"]


def differences(old: Mapping[str, Flow], new: Mapping[str, Flow]) -> tuple[Change, ...]:
    """Every change between two versions, each given in its languages, the own one first."""
    former, present = next(iter(old.values())), next(iter(new.values()))
    others = {name: (old[name], new[name]) for name in tuple(old)[1:] if name in tuple(new)[1:]}
    pairs: FlowPairs = {"": (former, present), **others}
    renames = Renames.between(former, present)
    return (
        *_whole(pairs, renames),
        *_languages(tuple(old), tuple(new)),
        *stage_changes(pairs, renames),
        *_questions(pairs, renames),
        *ending_changes(pairs, renames),
    )


def _whole(pairs: FlowPairs, renames: Renames) -> Iterator[Change]:
    old, new = pairs[""]
    titles = tuple(
        Detail("title", before.title, after.title, language)
        for language, (before, after) in pairs.items()
        if before.title != after.title
    )
    if titles:
        yield Change(Noun.FLOW, What.REWORDED, new.flow, details=titles)
    if details := otherwise(old.pace, new.pace):
        yield Change(Noun.PACE, What.SETTINGS, new.flow, details=details)
    quick = [flow.quick_path.when if flow.quick_path else None for flow in (old, new)]
    if renames.condition(quick[0]) != quick[1]:
        details = (condition_detail(*quick),)
        yield Change(
            Noun.QUICK_PATH, What.CONDITION, new.flow, "", (), Effect.DECIDED_ANEW, details
        )


def _languages(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    for language in after:
        if language not in before:
            yield Change(Noun.LANGUAGE, What.ADDED, language)
    for language in before:
        if language not in after:
            yield Change(Noun.LANGUAGE, What.REMOVED, language)


def _questions(pairs: FlowPairs, renames: Renames) -> Iterator[Change]:
    old, new = pairs[""]
    was_in, is_in = _stages(old), _stages(new)
    formers = {present: former for former, present in renames.questions.items()}
    kept = [renames.questions[name] for name in old.by_id if name in renames.questions]
    elsewhere = moved(kept, list(new.by_id))
    for name, question in new.by_id.items():
        place = (is_in[name],)
        if name not in formers:
            effect = Effect.NOTHING if question.is_said else Effect.ASKED_NEXT
            yield Change(Noun.QUESTION, What.ADDED, name, "", place, effect)
            continue
        yield from question_changes(_pair(pairs, renames, formers[name], name, place))
        stage = was_in[formers[name]]
        if name in elsewhere or (stage != place[0] and stage in is_in.values()):
            yield Change(Noun.QUESTION, What.MOVED, name, "", place)
    for name, question in old.by_id.items():
        if name not in renames.questions:
            effect = Effect.NOTHING if question.is_said else Effect.PARKED
            yield Change(Noun.QUESTION, What.REMOVED, name, "", (was_in[name],), effect)


def _pair(
    pairs: FlowPairs, renames: Renames, former: str, name: str, place: tuple[str, ...]
) -> QuestionPair:
    spoken = {
        language: (old.by_id[former], new.by_id[name]) for language, (old, new) in pairs.items()
    }
    before, after = spoken.pop("")
    return QuestionPair(before, after, spoken, renames, place)


def _stages(flow: Flow) -> Mapping[str, str]:
    return {question.id: stage.stage for stage in flow.stages for question in stage.questions}
