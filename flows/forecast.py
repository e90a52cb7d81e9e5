"""What publishing a revision will do to the runs in progress, counted without walking each.

A run is looked at only where the change touches it; each way to be touched is carried over once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from flows.cells import Cell, cell_of, run_with
from flows.compiled import CompiledFlow
from flows.gists import SHORT, Gists
from flows.impact import OUTCOMES, Impact
from flows.renames import Renames
from flows.run import Run
from flows.taking import Settled, settle_over
from flows.touching import Group, Look, groups

__all__ = ["Forecast"]


class Forecast:
    """Foretells what becomes of runs of one revision under another. Remembers what it has seen:
    make one for each count.
    """

    def __init__(self, old: CompiledFlow, new: CompiledFlow, *, today: date) -> None:
        self.old, self.new, self.today = old, new, today
        self.renames = Renames.between(old.source, new.source)
        self.groups = tuple(_GroupForecast(self, group) for group in groups(old, new, self.renames))
        wanted = sorted({look for each in self.groups for look in each.group.looks})
        #: what to give of each run to `count`, in this order
        self.looks: tuple[Look, ...] = tuple(wanted)
        self._picks = [
            (each, _picking([wanted.index(look) for look in each.group.looks]))
            for each in self.groups
        ]
        self._runs = self._felt = 0

    def count(self, cells: Sequence[Cell]) -> None:
        """Count one run, of which these are the cells that `looks` wants."""
        self._runs += 1
        felt = False
        for group, pick in self._picks:
            fate = group.fate(pick(cells))
            fate.runs += 1
            felt = felt or fate.is_felt
        self._felt += felt

    def impact(self) -> Impact:
        """What becomes of all the runs that were counted."""
        impact = Impact(self._runs, self._felt)
        for group in self.groups:
            for fate in group.fates():
                impact.add(fate.settled, fate.runs)
        return impact

    def cells(self, run: Run) -> tuple[Cell, ...]:
        """The cells of a run that is at hand."""
        return tuple(cell_of(run, look) for look in self.looks)


@dataclass(slots=True)
class _Fate:
    """What becomes of the questions of a group, and of how many runs."""

    settled: Settled
    is_felt: bool
    runs: int = 0


class _GroupForecast:
    """The fates of the questions of one group, by what decides them."""

    def __init__(self, whole: Forecast, group: Group) -> None:
        self.whole, self.group = whole, group
        self._gists = Gists(whole.old, whole.new, whole.renames, group)
        self._by_gist: dict[tuple[Hashable, ...], _Fate] = {}
        self._by_cells: dict[tuple[Cell, ...], _Fate] = {}

    def fates(self) -> Iterable[_Fate]:
        """Those that were met, each with how many runs meet it."""
        return self._by_gist.values()

    def fate(self, cells: tuple[Cell, ...]) -> _Fate:
        found = self._by_cells.get(cells)
        if found is not None:
            return found
        key = self._gists.of(cells)
        found = self._by_gist.get(key)
        if found is None:
            settled = self._carry(cells)
            found = self._by_gist[key] = _Fate(settled, settled.is_felt)
        if not any(cell is not None and len(cell) > SHORT for cell in cells):
            self._by_cells[cells] = found
        return found

    def _carry(self, cells: tuple[Cell, ...]) -> Settled:
        whole, source = self.whole, self.whole.old.source
        like = Run(source.flow, whole.old.number, source.language)
        run = run_with(like, zip(self.group.looks, cells, strict=True))
        _, settled = settle_over(
            whole.old,
            whole.new,
            run,
            renames=whole.renames,
            today=whole.today,
            steps=self.group.steps,
        )
        names = {*self.group.formers, *(step.id for step in self.group.steps)}
        return Settled(
            tuple(pair for pair in settled.moved if pair[1] in names),
            *(
                tuple(name for name in getattr(settled, kind) if name in names)
                for kind in OUTCOMES
                if kind != "moved"
            ),
        )


def _picking(places: list[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """Takes the cells in these places; one alone would come without its tuple."""
    return itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
