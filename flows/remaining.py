"""How many questions still await an answer."""

from __future__ import annotations

from datetime import date

from flows.compiled import CompiledFlow
from flows.run import Place, Run
from flows.turn import Turn

__all__ = ["remaining"]


def remaining(compiled: CompiledFlow, run: Run, *, today: date) -> int:
    """Those that are relevant now; later answers may add some, or leave some out."""
    turn = Turn(compiled, run, today)
    return sum(
        1
        for step in compiled.steps
        if not step.is_said and turn.is_relevant(step) and not turn.is_settled(Place(step.id))
    )
