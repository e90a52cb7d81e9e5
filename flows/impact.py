"""How many runs there are, and what becomes of their answers under another revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field, fields

from flows.changes import Change, Noun, What
from flows.taking import Settled

__all__ = ["OUTCOMES", "Impact"]

#: what may become of an answer
OUTCOMES = tuple(each.name for each in fields(Settled))


@dataclass(slots=True)
class Impact:
    """How many runs there are, and of how many each thing becomes true."""

    runs: int = 0
    #: those who will notice: something is asked that was settled, or was not there
    felt: int = 0
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    parked: Counter[str] = field(default_factory=Counter)
    restored: Counter[str] = field(default_factory=Counter)
    fresh: Counter[str] = field(default_factory=Counter)
    ahead: Counter[str] = field(default_factory=Counter)

    def add(self, settled: Settled, runs: int = 1) -> None:
        """Count what became of the answers of some runs."""
        for name in OUTCOMES:
            counts: Counter[Hashable] = getattr(self, name)
            for each in getattr(settled, name):
                counts[each] += runs

    def include(self, other: Impact) -> None:
        """Count the runs of another revision with these."""
        self.runs += other.runs
        self.felt += other.felt
        for name in OUTCOMES:
            getattr(self, name).update(getattr(other, name))

    def of(self, change: Change) -> dict[str, int]:
        """To how many runs it happens, of what can come of a change of that question."""
        question = change.name
        if change.noun in (Noun.OPTION, Noun.PART):
            question = change.place[1]
        elif change.noun is not Noun.QUESTION:
            return {}
        found = {
            "moved": self.moved[change.former, question] if change.what is What.RENAMED else 0,
            **{name: getattr(self, name)[question] for name in OUTCOMES if name != "moved"},
        }
        return {name: count for name, count in found.items() if count}
