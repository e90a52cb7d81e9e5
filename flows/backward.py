"""What was answered before: the way back is the order of the walk, so no path has to be kept."""

from __future__ import annotations

from flows.run import Place
from flows.turn import Turn

__all__ = ["previous"]


def previous(turn: Turn) -> Place | None:
    """What was answered before this, in the order of the walk."""
    at = turn.run.at
    if at is not None and at.item:
        return _previous_in_item(turn, at)
    index = len(turn.compiled.steps) if at is None else turn.step(at).index
    for step in reversed(turn.compiled.steps[:index]):
        if not step.is_said and step.id in turn.run.answers:
            return Place(step.id)
    return None


def _previous_in_item(turn: Turn, at: Place) -> Place:
    parts = [part.id for part in turn.list_at(at).item]
    before = parts[: parts.index(at.part)] if at.part else []
    answers = turn.answers(at)
    told = next((part for part in reversed(before) if part in answers), None)
    return Place(at.question, at.item, told) if told else Place(at.question)
