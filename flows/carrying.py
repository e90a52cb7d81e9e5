"""A run going on under another revision of its flow: nothing that was said is lost."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from flows.compiled import CompiledFlow, Step
from flows.events import Event
from flows.moving import arrive, exists, next_open
from flows.renames import Renames
from flows.run import Place, Run
from flows.taking import Settled, settle_over
from flows.turn import Turn

__all__ = ["CarryOver", "carry"]


@dataclass(frozen=True, kw_only=True)
class CarryOver(Settled):
    """What became of a run, and of each of its answers."""

    run: Run
    #: the changes that its history keeps, and what is asked now
    events: tuple[Event, ...]


def carry(old: CompiledFlow, new: CompiledFlow, run: Run, *, today: date) -> CarryOver:
    """The same run under another revision, at what there is to ask next.

    An answer goes on under its present name; it is parked when its question is gone; the question
    is asked again when the answer is none any more, or when its meaning changed.
    """
    renames = Renames.between(old.source, new.source)
    turn, settled = settle_over(old, new, run, renames=renames, today=today, steps=new.steps)
    _find_place(turn, renames, run)  # what the walk says on its way is its own matter
    became = {each.name: getattr(settled, each.name) for each in fields(Settled)}
    return CarryOver(run=turn.run, events=turn.sprint().events, **became)


def _find_place(turn: Turn, renames: Renames, run: Run) -> None:
    """Where they were, unless something before it is open now, or it is there no more."""
    at = None if run.at is None else renames.place(run.at)
    resume = None if run.resume is None else renames.place(run.resume)
    first = next_open(turn, -1)
    if at is None or not exists(turn, at):
        at, resume = _instead(turn, run), None
    if at is None or _is_before(turn, first, at, resume):
        waits = at is not None and (at.item != "" or not turn.is_settled(at))
        turn.change(resume=at if waits else None)
        arrive(turn, Place(first.id) if first else None)
        return
    turn.change(resume=resume if resume is not None and exists(turn, resume) else None)
    arrive(turn, at)


def _instead(turn: Turn, run: Run) -> Place | None:
    """Where a question that is gone says that the walk goes on."""
    if run.at is None:
        return None
    for gone in turn.compiled.source.retired:
        if gone.id == run.at.question and gone.continue_at in turn.compiled.by_id:
            place = Place(str(gone.continue_at))
            return place if exists(turn, place) and not turn.is_settled(place) else None
    return None


def _is_before(turn: Turn, first: Step | None, at: Place, resume: Place | None) -> bool:
    """Something is open that the walk from there would not come to."""
    if first is None or first.index >= turn.step(at).index:
        return False
    return resume is None or not exists(turn, resume) or first.index < turn.step(resume).index
