"""A question as somebody would be asked it who came straight to it: no walk leads there."""

from __future__ import annotations

from datetime import date

from flows.asking import ask
from flows.compiled import CompiledFlow
from flows.events import Prompted
from flows.items import EMPTY, added
from flows.prompt import Prompt
from flows.run import Answer, Place, Run
from flows.turn import Turn

__all__ = ["preview"]


def preview(compiled: CompiledFlow, name: str, *, language: str, today: date) -> Prompt:
    """The prompt of a question, or of a part of a list, as the engine makes it.

    Raises:
        KeyError: nothing is called so.
    """
    run = _at(compiled, name, language)
    turn = Turn(compiled, run, today)
    ask(turn)
    (event,) = turn.sprint().events
    assert isinstance(event, Prompted)  # noqa: S101  the run is at a place
    return event.prompt


def _at(compiled: CompiledFlow, name: str, language: str) -> Run:
    """A run that came to a question, or to the first thing of a list, and was told nothing."""
    flow = compiled.source.flow
    if name in compiled.by_id:
        return Run(flow, compiled.number, language, at=Place(name))
    whole = compiled.lists[name]
    value, item = added(EMPTY)
    place = Place(whole, item, name)
    return Run(flow, compiled.number, language, at=place, answers={whole: Answer(value)})
