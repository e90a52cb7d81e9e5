"""Where a run goes next: on, back, or where the person wants."""

from __future__ import annotations

from collections.abc import Iterator

from flows.asking import ask
from flows.backward import previous
from flows.compiled import Step
from flows.events import Refused, StageClosed, StageOpened
from flows.items import item_ids
from flows.machine import REVIEW
from flows.questions.list import ListQuestion
from flows.refusal import RefusalCode
from flows.run import Place, RunStatus
from flows.settling import drop_empty_item, invite, settle_said
from flows.turn import Turn

__all__ = ["arrive", "exists", "go_back", "go_on", "go_to", "next_open"]


def go_on(turn: Turn, *, after: int) -> None:
    """To the next thing that is relevant and not settled, or to where a correction began."""
    step = next_open(turn, after)
    resume = turn.run.resume
    if resume is not None and exists(turn, resume):
        if step is None or turn.step(resume).index <= step.index:
            return arrive(turn, resume)
    elif resume is not None:
        turn.change(resume=None)
    return arrive(turn, Place(step.id) if step else None)


def go_back(turn: Turn) -> None:
    """To the question before, its answer kept and shown."""
    place = previous(turn)
    if place is None:
        turn.tell(Refused(RefusalCode.AT_THE_BEGINNING))
        return ask(turn)
    at = turn.run.at
    if at is not None and place == Place(at.question):
        drop_empty_item(turn, at)
    return _leave_for(turn, place)


def go_to(turn: Turn, place: Place) -> bool:
    """To any question, to answer it again or ahead of its turn. Whether there is such a place."""
    step = turn.compiled.by_id.get(place.question)
    if step is None or step.is_said:
        return False
    if not turn.is_relevant(step) and (
        step.applies is None or step.applies.holds(turn.run.answers)
    ):
        invite(turn, step)
    if not exists(turn, place):
        return False
    _leave_for(turn, place)
    return True


def exists(turn: Turn, place: Place) -> bool:
    """The place is one of this run, as it is now."""
    if place.question not in turn.compiled.by_id or not turn.is_relevant(turn.step(place)):
        return False
    if not place.item:
        return True
    answer = turn.run.answers.get(place.question)
    question = turn.question(Place(place.question))
    if answer is None or answer.skipped or not isinstance(question, ListQuestion):
        return False
    parts = {part.id for part in question.item}
    return place.item in item_ids(answer.value) and (not place.part or place.part in parts)


def arrive(turn: Turn, place: Place | None, *, early: bool = False) -> None:
    """Move there, and ask; without a place, everything is said. Who is there ahead of the walk
    will come back: no stage closes behind them.
    """
    run, compiled = turn.run, turn.compiled
    source = run.at.question if run.at else _state_without_place(turn)
    compiled.machine.move(source, place.question if place else REVIEW)
    stage = compiled.by_id.get(source, compiled.steps[0]).stage
    if not early and (place is None or _stage(turn, place) > stage):
        _close(turn, source)
    turn.change(
        at=place,
        status=RunStatus.ASKING if place else RunStatus.REVIEW,
        resume=None if place in (run.resume, None) else run.resume,
        nudged=False,
        ending="" if place else _ending(turn),
    )
    if place is not None:
        _open(turn, place)
    ask(turn)


def _leave_for(turn: Turn, place: Place) -> None:
    """Go to a place out of turn, remembering where the walk was."""
    open_places = sorted(_left(turn, place), key=lambda found: turn.step(found).index)
    resume = next(iter(open_places), None)
    turn.change(resume=resume)
    early = resume is not None and turn.step(resume).index < turn.step(place).index
    arrive(turn, place, early=early)


def _left(turn: Turn, place: Place) -> Iterator[Place]:
    """What is still awaited: of a list too, when one of its parts is left. What lies between here
    and a place further on counts with it, so a better answer is then asked for again.
    """
    at, resume = turn.run.at, turn.run.resume
    left = [at, Place(at.question) if at and at.question != place.question else None, resume]
    yield from (
        found
        for found in left
        if found is not None and exists(turn, found) and not turn.is_settled(found)
    )
    if at is not None and turn.run.nudged and turn.step(at).index < turn.step(place).index:
        yield at


def next_open(turn: Turn, after: int) -> Step | None:
    """The first step that awaits an answer; what is only said is said on the way."""
    for step in turn.compiled.steps[after + 1 :]:
        if step.id in turn.run.answers and turn.is_settled(Place(step.id)):
            continue
        if not turn.is_relevant(step):
            continue
        if not step.is_said:
            return step
        settle_said(turn, step)
    return None


def _state_without_place(turn: Turn) -> str:
    return REVIEW if turn.run.status is RunStatus.REVIEW else turn.compiled.steps[0].id


def _stage(turn: Turn, place: Place) -> int:
    return turn.step(place).stage


def _open(turn: Turn, place: Place) -> None:
    step = turn.step(place)
    stage = turn.compiled.stage(step, turn.run.language)
    if stage.stage in turn.run.opened:
        return
    turn.change(opened=(*turn.run.opened, stage.stage))
    number, of = turn.stages_around(step)
    turn.tell(StageOpened(stage.title, stage.aim, number, of))


def _close(turn: Turn, source: str) -> None:
    step = turn.compiled.by_id.get(source)
    if step is None:
        return
    stage = turn.compiled.stage(step, turn.run.language)
    if stage.stage in turn.run.closed or stage.stage not in turn.run.opened:
        return
    turn.change(closed=(*turn.run.closed, stage.stage))
    answers = turn.run.answers
    told = (case for case in stage.cases if case.when is None or case.when.holds(answers))
    case = next(told, None)
    if stage.lesson or case:
        text, address = (case.text, case.source) if case else ("", "")
        turn.tell(StageClosed(stage.title, stage.lesson, text, address))


def _ending(turn: Turn) -> str:
    answers = turn.run.answers
    endings = turn.compiled.source.endings
    held = (end.ending for end in endings if end.when is None or end.when.holds(answers))
    return next(held, endings[-1].ending)
