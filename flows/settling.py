"""Keeping an answer, and what follows for the others: parked, back again, worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from flows.compiled import Step
from flows.events import AnswerChanged, Nudged, Parked, Restored, Warned
from flows.items import answers_of, removed, with_answer
from flows.question import Question
from flows.run import Answer, Place, Value
from flows.turn import Turn

__all__ = ["drop_empty_item", "invite", "nudge", "refresh", "settle", "settle_said"]


def settle(turn: Turn, place: Place, answer: Answer) -> None:
    """Keep an answer where it was asked."""
    before = turn.answer(place)
    if place.part:
        value = turn.run.answers[place.question].value
        _put(turn, place.question, Answer(with_answer(value, place.item, place.part, answer)))
    else:
        _put(turn, place.question, answer)
    question = turn.question(place)
    if answer != before:
        shown = "" if answer.skipped else question.show(answer.value, turn.run.language)
        turn.tell(AnswerChanged(place, before, answer, shown))
    _warn(turn, question, before, answer)
    _refresh(turn, place.question)


def settle_said(turn: Turn, step: Step) -> None:
    """Say what a said question says, and keep what it works out."""
    place = Place(step.id)
    question, asked = turn.question(place), turn.asked(place)
    told = question.tell(asked)
    if told is not None:
        turn.tell(told)
    _put(turn, step.id, Answer(question.derive(asked)))
    _refresh(turn, step.id)


def nudge(turn: Turn, place: Place, said: str) -> bool:
    """Ask once for a better answer; it is kept as it is meanwhile. Whether it was asked for."""
    if turn.run.nudged:
        return False
    language = turn.run.language
    for found in turn.question(place).nudge:
        if found.test.holds(said, language=language, today=turn.today):
            turn.change(nudged=True)
            turn.tell(Nudged(found.say))
            return True
    return False


def drop_empty_item(turn: Turn, place: Place) -> None:
    """Forget an item that was added and of which nothing was said."""
    if place.item and not answers_of(turn.run.answers[place.question].value, place.item):
        value = removed(turn.run.answers[place.question].value, place.item)
        settle(turn, Place(place.question), Answer(value))


def invite(turn: Turn, step: Step) -> None:
    """Ask, on the person's wish, what the quick path leaves out; what was said of it is back."""
    turn.change(invited=(*turn.run.invited, step.id))
    if _comes_back(turn, step):
        turn.tell(Restored((step.id,), _texts(turn, (step.id,))))
        _refresh(turn, step.id)


def refresh(turn: Turn, steps: tuple[Step, ...]) -> None:
    """Park, restore and work out again whatever another version of the flow decides otherwise."""
    gone: list[str] = []
    back: list[str] = []
    moved = True
    while moved:  # each pass settles what looks at what is settled already
        moved = False
        for step in steps:
            if _parks(turn, step):
                gone.append(step.id)
            elif _comes_back(turn, step):
                back.append(step.id)
            elif not _differs(turn, step):
                continue
            moved = True
    if gone:
        turn.tell(Parked(tuple(gone), _texts(turn, gone)))
    if back:
        turn.tell(Restored(tuple(back), _texts(turn, back)))


def _put(turn: Turn, question: str, answer: Answer) -> None:
    turn.change(answers={**turn.run.answers, question: answer})
    if question in turn.run.former:
        former = {name: each for name, each in turn.run.former.items() if name != question}
        turn.change(former=former)


def _warn(turn: Turn, question: Question, before: Answer | None, answer: Answer) -> None:
    already = _picked(before.value) if before else ()
    for option in getattr(question, "options", ()):
        if option.warn and option.id in _picked(answer.value) and option.id not in already:
            turn.tell(Warned(option.label, option.warn))


def _picked(value: Value) -> tuple[str, ...]:
    match value:
        case {"picked": picked}:
            return tuple(picked)
        case str():
            return (value,)
        case _:
            return ()


def _refresh(turn: Turn, changed: str) -> None:
    """Park, restore and work out again what looks at a changed answer, in the order of the walk."""
    dependents = turn.compiled.dependents
    waiting = [(step.index, step.id) for step in dependents.get(changed, ())]
    heapify(waiting)
    seen: set[str] = set()
    gone: list[str] = []
    back: list[str] = []
    while waiting:
        _, name = heappop(waiting)
        if name in seen:
            continue
        seen.add(name)
        step = turn.compiled.by_id[name]
        if _parks(turn, step):
            gone.append(name)
        elif _comes_back(turn, step):
            back.append(name)
        elif not _differs(turn, step):
            continue
        for dependent in dependents.get(name, ()):
            heappush(waiting, (dependent.index, dependent.id))
    if gone:
        turn.tell(Parked(tuple(gone), _texts(turn, gone)))
    if back:
        turn.tell(Restored(tuple(back), _texts(turn, back)))


def _texts(turn: Turn, questions: Sequence[str]) -> tuple[str, ...]:
    return tuple(turn.compiled.question(name, turn.run.language).text for name in questions)


def _parks(turn: Turn, step: Step) -> bool:
    answer = turn.run.answers.get(step.id)
    if answer is None or turn.is_relevant(step):
        return False
    answers = {name: kept for name, kept in turn.run.answers.items() if name != step.id}
    turn.change(answers=answers, parked={**turn.run.parked, step.id: answer})
    return True


def _comes_back(turn: Turn, step: Step) -> bool:
    answer = turn.run.parked.get(step.id)
    if answer is None or not turn.is_relevant(step):
        return False
    parked = {name: kept for name, kept in turn.run.parked.items() if name != step.id}
    turn.change(parked=parked, answers={**turn.run.answers, step.id: answer})
    return True


def _differs(turn: Turn, step: Step) -> bool:
    """Work out a said question again; whether its value is another one."""
    if not step.is_said or step.id not in turn.run.answers:
        return False
    place = Place(step.id)
    answer = Answer(turn.question(place).derive(turn.asked(place)))
    if answer == turn.run.answers[step.id]:
        return False
    _put(turn, step.id, answer)
    return True
