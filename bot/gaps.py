"""What the charter still needs, for who would fill it now rather than in the order of the walk."""

from __future__ import annotations

from collections.abc import Iterable

from bot.messages import Way
from bot.places import is_answered
from bot.visit import Visit
from charter.document import Clause, Gap
from flows.run import Place
from flows.turn import Turn

__all__ = ["gaps_of", "is_open_to", "next_gaps", "ways_to_gaps"]


def ways_to_gaps(visit: Visit, gaps: Iterable[tuple[int, Gap]]) -> tuple[Way, ...]:
    """One for each gap; none while they may go nowhere."""
    if not _may_leave(visit):
        return ()
    return tuple(
        Way(f"{number} · {gap.text}", "draft", gap.question, Place(gap.question))
        for number, gap in gaps
    )


def next_gaps(visit: Visit, clauses: Iterable[Clause]) -> tuple[tuple[int, Gap], ...]:
    """All of them in the order of the walk; those that it does not ask on this path come last."""
    compiled, run = visit.guide.compiled, visit.stored.run
    turn = Turn(compiled, run, visit.today)

    def rank(found: tuple[int, Gap]) -> tuple[bool, int]:
        step = compiled.by_id[found[1].question]
        return not turn.is_relevant(step), step.index

    return tuple(sorted(gaps_of(clauses), key=rank))


def gaps_of(clauses: Iterable[Clause]) -> tuple[tuple[int, Gap], ...]:
    """Each gap once, after the number of the clause that it stands in first."""
    found: dict[str, tuple[int, Gap]] = {}
    for clause in clauses:
        for gap in clause.blocks:
            if isinstance(gap, Gap):
                found.setdefault(gap.question, (clause.number, gap))
    return tuple(found.values())


def is_open_to(visit: Visit, place: Place) -> bool:
    """They may answer there now: again, or ahead of its turn."""
    return is_answered(visit, place) or _may_leave(visit)


def _may_leave(visit: Visit) -> bool:
    """What is asked may wait. Their consent may not: nothing is answered before it."""
    asked = visit.prompt()
    return asked is None or asked.can_skip or is_answered(visit, asked.place)
