"""A walk that is kept as its replies: replayed from its beginning, under whatever a flow is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows import engine
from flows.compiled import CompiledFlow
from flows.events import Event, Prompted, Refused, Sprint
from flows.prompt import Prompt
from flows.replies import Kept, Reply, Revised, WentBack
from flows.run import Run

__all__ = ["Line", "Rehearsal", "rehearse"]

#: replies that only lead to another question
BACK = (WentBack, Revised)


@dataclass(frozen=True, slots=True)
class Line:
    """One reply, and where it was made."""

    #: empty when nothing was asked
    place: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Where the replies lead."""

    sprint: Sprint
    #: replies that were made again, in order
    lines: tuple[Line, ...] = ()
    #: those that wait: what they answer is not asked now
    ahead: tuple[Line, ...] = ()
    #: the one that is no answer any more, if there is one
    refused: Line | None = None
    #: ids of what was asked on the way
    asked: tuple[str, ...] = ()

    @property
    def run(self) -> Run:
        return self.sprint.run

    @property
    def prompt(self) -> Prompt | None:
        """What is asked; none when nothing is left."""
        return asked_in(self.sprint)

    @property
    def place(self) -> str:
        """Where the next reply would be made."""
        return "" if self.run.at is None else str(self.run.at)

    def replied(
        self, compiled: CompiledFlow, said: Reply, *, today: date
    ) -> tuple[Rehearsal, tuple[Event, ...]]:
        """The same with one reply more, then those that waited; and what that reply made happen.
        What is refused, or changes nothing, is not kept.
        """
        sprint = engine.reply(compiled, self.run, said, today=today)
        if is_refused(sprint) or sprint.run == self.run:
            return self, sprint.events
        lines = _briefly(compiled, self, Line(self.place, said), sprint, today=today)
        begun = replace(
            self, sprint=sprint, lines=lines, refused=None, asked=now_asked(self, sprint)
        )
        return go_on(begun, compiled, today=today), sprint.events


def _briefly(
    compiled: CompiledFlow, before: Rehearsal, line: Line, sprint: Sprint, *, today: date
) -> tuple[Line, ...]:
    """The replies with one more; without the ways back and what was said over, where that leads to
    the same: a way back leads elsewhere when the flow is changed.
    """
    whole = (*before.lines, line)
    if isinstance(line.reply, BACK) or not any(isinstance(each.reply, BACK) for each in whole):
        return whole
    shorter = _last_said(compiled, whole)
    again = rehearse(compiled, shorter, language=sprint.run.language, today=today)
    is_same = (again.run.answers, again.run.at) == (sprint.run.answers, sprint.run.at)
    return again.lines if is_same and not again.ahead and not again.refused else whole


def _last_said(compiled: CompiledFlow, lines: Sequence[Line]) -> tuple[Line, ...]:
    """At each place, what was said there last, where it was said first; all that was done with a
    list.
    """
    menus = set(compiled.lists.values())
    said: dict[object, list[Line]] = {}
    for number, line in enumerate(lines):
        key = number if line.place in menus else line.place
        match line.reply:
            case WentBack() | Revised():
                continue
            case Kept():
                said.setdefault(key, []).append(line)
            case _:
                said[key] = [line]
    return tuple(line for found in said.values() for line in found)


def rehearse(
    compiled: CompiledFlow, lines: Sequence[Line], *, language: str, today: date
) -> Rehearsal:
    """The walk as far as the replies still apply: each is made where it was made, and one whose
    question is not asked yet waits. It stops at a question that none of them answers.
    """
    sprint = engine.start(compiled, language=language, today=today)
    begun = Rehearsal(sprint, ahead=tuple(lines))
    return go_on(replace(begun, asked=now_asked(begun, sprint)), compiled, today=today)


def go_on(rehearsal: Rehearsal, compiled: CompiledFlow, *, today: date) -> Rehearsal:
    """With the replies that wait, up to the first that nothing asks for, or that is refused."""
    while True:
        place = rehearsal.place
        found = next((line for line in rehearsal.ahead if line.place == place), None)
        if found is None:
            return rehearsal
        at = rehearsal.ahead.index(found)
        ahead = (*rehearsal.ahead[:at], *rehearsal.ahead[at + 1 :])
        sprint = engine.reply(compiled, rehearsal.run, found.reply, today=today)
        if is_refused(sprint):
            return replace(rehearsal, ahead=ahead, refused=found)
        asked = now_asked(rehearsal, sprint)
        lines = (*rehearsal.lines, found)
        rehearsal = replace(rehearsal, sprint=sprint, lines=lines, ahead=ahead, asked=asked)


def asked_in(sprint: Sprint) -> Prompt | None:
    return next((event.prompt for event in sprint.events if isinstance(event, Prompted)), None)


def is_refused(sprint: Sprint) -> bool:
    return any(isinstance(event, Refused) for event in sprint.events)


def now_asked(rehearsal: Rehearsal, sprint: Sprint) -> tuple[str, ...]:
    prompt = asked_in(sprint)
    if prompt is None:
        return rehearsal.asked
    name = prompt.place.part or prompt.place.question
    return rehearsal.asked if name in rehearsal.asked else (*rehearsal.asked, name)
