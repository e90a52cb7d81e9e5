"""How the questions of a flow do: read in one transaction, as it may be shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.discretion import discreet, discreet_median
from charter.figures import Completion, Measure, QuestionFigures, Tally, told
from charter.remark import AnchorKind
from flows.issue import InvalidFlow
from flows.run import Place
from storage.repositories.cohorts import walks
from storage.repositories.completion import far, redone
from storage.repositories.glances import standing
from storage.repositories.run_events import question_of
from storage.repositories.tallies import tallies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from charter.guide import Guide
    from storage.guides import Guides
    from storage.repositories.cohorts import Cohort
    from storage.repositories.completion import Far, Redone
    from storage.stores import ReadStore

__all__ = ["Seen", "see"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be shown of a cohort."""

    #: in the order of the walk
    questions: tuple[QuestionFigures, ...]
    completion: Completion
    #: by rank of each stage, how many people came to it: at least
    stages: tuple[int | None, ...]


def see(store: ReadStore, guides: Guides, cohort: Cohort, guide: Guide, *, now: datetime) -> Seen:
    """What people did at each question, and how far they came. Call it in a worker thread: it may
    take seconds. `guide` is the revision whose questions are named.
    """
    cohort = replace(cohort, category_question=category_question(guide))
    counted = walks(store, cohort)
    asleep, names = dict(_asleep(store, guides, cohort.flow, now)), dict(_names(guide))
    found = tallies(store, counted, cohort, names=names, asleep=asleep)
    asked = _asked_again(store, guides, redone(store, counted, cohort), cohort.flow)
    for question, people in asked.items():
        known = found.get(names.get(question, question), Tally({}, {}))
        count = {**known.people, Measure.REDONE: len(people)}
        found[names.get(question, question)] = Tally(count, known.seconds)
    questions = told(found, _order(guide))
    return Seen(
        questions,
        _shown(far(store, counted, cohort)),
        tuple(_stages(questions, len(guide.compiled.source.stages))),
    )


def _shown(came: Far) -> Completion:
    return Completion(
        discreet(came.begun),
        discreet(came.finished),
        discreet(came.submitted),
        discreet(came.approved),
        discreet_median(came.seconds),
    )


def category_question(guide: Guide) -> str:
    """The question whose answer is the category of partner; empty when nothing says which."""
    grid = guide.grid("")
    return "" if grid is None else grid.category


def _order(guide: Guide) -> Iterator[tuple[str, int]]:
    """Every question that somebody answers and every part of a list, with the rank of its stage."""
    for step in guide.compiled.steps:
        if not step.is_said:
            yield step.id, step.stage
            question = guide.compiled.source.by_id[step.id]
            yield from ((part.id, step.stage) for part in getattr(question, "item", ()))


def _names(guide: Guide) -> Iterator[tuple[str, str]]:
    """Under which name each question goes on that was called otherwise."""
    for question in guide.compiled.source.questions():
        for each in (question, *getattr(question, "item", ())):
            yield from ((was, each.id) for was in each.was)


def _asleep(
    store: ReadStore, guides: Guides, flow: str, now: datetime
) -> Iterator[tuple[int, datetime]]:
    """By revision that has walks, who said nothing since when sleeps."""
    today = now.date()
    for revision in standing(store, flow):
        try:
            pace = guides.at(store, flow, revision).compiled.source.pace
        except InvalidFlow:
            continue  # of a release that is gone: how it kept time is not known any more
        yield revision, now - (pace.sleep_after.after(today) - today)


def _asked_again(
    store: ReadStore, guides: Guides, remarks: Iterator[Redone], flow: str
) -> Mapping[str, set[int]]:
    """By question, whose coach asked for it to be redone: the answer, or a clause that needs it."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for remark in remarks:
        if remark.kind is AnchorKind.ANSWER:
            found[question_of(Place.read(remark.anchor))].add(remark.person_id)
            continue
        try:
            template = guides.at(store, flow, remark.revision).template("")
        except InvalidFlow:
            continue
        for clause in template.clauses:
            if clause.id == remark.anchor:
                for question in clause.needs:
                    found[question].add(remark.person_id)
    return found


def _stages(questions: tuple[QuestionFigures, ...], count: int) -> Iterator[int | None]:
    for rank in range(count):
        came = [each.people[Measure.SHOWN] for each in questions if each.stage == rank]
        yield max((people for people in came if people is not None), default=None)
