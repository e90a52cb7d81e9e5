"""Which moves a run may make: one `transitions` machine a revision, moved by all its runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import Any

from transitions import Machine

__all__ = ["REVIEW", "Arrow", "RunMachine"]

#: the state of a run with nothing left to ask
REVIEW = "review"
#: the state between two questions that do not follow each other: after a correction, say
BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Arrow:
    """Two questions of which the second can be the next one asked after the first."""

    source: str
    target: str


class _Cursor:
    """The only model that the machine ever sees; it lives for one move."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class RunMachine:
    """The legal moves of a revision. It holds no run: a move is a function of two states.

    Raises, from its methods:
        transitions.MachineError: the move is not one; only a fault of the engine can cause it.
    """

    def __init__(self, questions: Sequence[str], arrows: Sequence[Arrow]) -> None:
        self.arrows = tuple(arrows)
        self._follows = {(arrow.source, arrow.target) for arrow in arrows}
        #: the state after each move that was made before: the machine is asked once for each
        self._made: dict[tuple[str, str], str] = {}
        self._machine = Machine(
            model=None,
            states=[*questions, REVIEW, BETWEEN],
            initial=questions[0],
            transitions=[*self._forward_and_back(), *_around(questions)],
            auto_transitions=False,
        )

    def move(self, source: str, target: str) -> str:
        """The state after going from one question to another, or to the review."""
        made = self._made.get((source, target))
        if made is None:
            made = self._made[source, target] = self._move(source, target)
        return made

    def _move(self, source: str, target: str) -> str:
        if source == target:
            return source
        cursor = _Cursor(source)
        if (source, target) in self._follows:
            self._trigger(cursor, "finish" if target == REVIEW else "advance", target)
        elif (target, source) in self._follows:
            self._trigger(cursor, "back", target)
        else:
            self._trigger(cursor, "revise", BETWEEN)
            self._trigger(cursor, f"ask_{target}", target)
        return cursor.state

    def triggers(self, state: str) -> tuple[str, ...]:
        """What may happen in a state."""
        return tuple(sorted(self._machine.get_triggers(state)))

    def _trigger(self, cursor: _Cursor, name: str, target: str) -> None:
        # A detached cursor: registering a model would keep it for ever, at ten times the price.
        # The machine types its events loosely, hence the one cast of this project.
        events: Mapping[str, Any] = self._machine.events
        events[name].trigger(cursor, target)

    def _forward_and_back(self) -> list[dict[str, Any]]:
        """The arrows of the flow, both ways; of several from one state, the guard takes one."""
        moves: list[dict[str, Any]] = []
        for arrow in self.arrows:
            forward = "finish" if arrow.target == REVIEW else "advance"
            moves.append(_guarded(forward, arrow.source, arrow.target))
            moves.append(_guarded("back", arrow.target, arrow.source))
        return moves


def _guarded(trigger: str, source: str, target: str) -> dict[str, Any]:
    return {
        "trigger": trigger,
        "source": source,
        "dest": target,
        "conditions": partial(eq, target),
    }


def _around(questions: Sequence[str]) -> list[dict[str, Any]]:
    """Any question may be revised from anywhere; and from there the walk goes on anywhere."""
    states = [*questions, REVIEW]
    leave = {"trigger": "revise", "source": states, "dest": BETWEEN}
    return [leave, *({"trigger": f"ask_{s}", "source": BETWEEN, "dest": s} for s in states)]
