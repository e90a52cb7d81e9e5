"""What publishing a revision will do to the runs in progress, counted without walking each.

A run is looked at only where the change touches it; each way to be touched is carried over once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date

from flows.changes import Change, Noun, What
from flows.compiled import CompiledFlow
from flows.conditions import Test, essence
from flows.renames import Renames
from flows.run import Answer, Run, Value
from flows.taking import Settled, opens_again, settle_over, worth
from flows.touching import ANSWERS, Group, Look, groups, tests_of

__all__ = ["Cell", "Forecast", "Impact"]

#: what a run holds in one place, as compact JSON: a list of the value of an answer, and of `true`
#: when it is a skip; none when there is nothing
Cell = str | None
SKIPPED = ",true]"
#: letters of a cell that is remembered with what came of it: what people wrote is not worth it
SHORT = 64

NOTHING = Settled((), (), (), (), ())


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

    def add(self, settled: Settled, runs: int = 1) -> None:
        """Count what became of the answers of some runs."""
        for name in ("moved", "again", "parked", "restored", "fresh"):
            counts: Counter[Hashable] = getattr(self, name)
            for each in getattr(settled, name):
                counts[each] += runs

    def of(self, change: Change) -> dict[str, int]:
        """To how many runs it happens, of what can come of a change of that question."""
        question = change.name
        if change.noun in (Noun.OPTION, Noun.PART):
            question = change.place[1]
        elif change.noun is not Noun.QUESTION:
            return {}
        found = {
            "moved": self.moved[change.former, question] if change.what is What.RENAMED else 0,
            "again": self.again[question],
            "parked": self.parked[question],
            "restored": self.restored[question],
            "fresh": self.fresh[question],
        }
        return {name: count for name, count in found.items() if count}


class Forecast:
    """Foretells what becomes of runs of one revision under another. Remembers what it has seen:
    make one for each count.
    """

    def __init__(self, old: CompiledFlow, new: CompiledFlow, *, today: date) -> None:
        self.old, self.new, self.today = old, new, today
        self.renames = Renames.between(old.source, new.source)
        self.groups = tuple(_GroupForecast(self, group) for group in groups(old, new, self.renames))
        #: what to give of each run to `count`, in this order
        self.looks: tuple[Look, ...] = tuple(
            look for each in self.groups for look in each.group.looks
        )
        self.impact = Impact()

    def count(self, cells: Sequence[Cell]) -> None:
        """Count one run, of which these are the cells that `looks` wants."""
        self.impact.runs += 1
        felt, begin = False, 0
        for each in self.groups:
            end = begin + each.width
            settled = each.settled(tuple(cells[begin:end]))
            begin = end
            if settled is not NOTHING:
                self.impact.add(settled)
                felt = felt or settled.is_felt
        self.impact.felt += felt

    def cells(self, run: Run) -> tuple[Cell, ...]:
        """The cells of a run that is at hand."""
        return tuple(_cell(run, look) for look in self.looks)


class _GroupForecast:
    """The fate of the questions of one group, by what decides it."""

    def __init__(self, whole: Forecast, group: Group) -> None:
        self.whole, self.group, self.width = whole, group, len(group.looks)
        self.seen: dict[tuple[Hashable, ...], Settled] = {}
        self.remembered: dict[tuple[Cell, ...], Settled] = {}
        self.gists: list[Callable[[str], Hashable]] = [self._gist(look) for look in group.looks]

    def settled(self, cells: tuple[Cell, ...]) -> Settled:
        found = self.remembered.get(cells)
        if found is not None:
            return found
        key = tuple(
            None if cell is None else gist(cell)
            for cell, gist in zip(cells, self.gists, strict=True)
        )
        found = self.seen.get(key)
        if found is None:
            found = self.seen[key] = self._carry(cells)
        if all(cell is None or len(cell) < SHORT for cell in cells):
            self.remembered[cells] = found
        return found

    def _carry(self, cells: tuple[Cell, ...]) -> Settled:
        whole, run = self.whole, self._run(cells)
        _, settled = settle_over(
            whole.old,
            whole.new,
            run,
            renames=whole.renames,
            today=whole.today,
            steps=self.group.steps,
        )
        names = {*self.group.formers, *(step.id for step in self.group.steps)}
        ours = Settled(
            tuple(pair for pair in settled.moved if pair[1] in names),
            *(
                tuple(name for name in getattr(settled, kind) if name in names)
                for kind in ("again", "parked", "restored", "fresh")
            ),
        )
        return NOTHING if ours == NOTHING else ours

    def _run(self, cells: tuple[Cell, ...]) -> Run:
        """A run that holds no more than the group looks at."""
        answers: dict[str, Answer] = {}
        parked: dict[str, Answer] = {}
        invited: tuple[str, ...] = ()
        for look, cell in zip(self.group.looks, cells, strict=True):
            if cell is not None and look.question:
                shelf = answers if look.shelf == ANSWERS else parked
                shelf[look.question] = Answer(*json.loads(cell))
            elif cell is not None:
                invited = tuple(json.loads(cell))
        source = self.whole.old.source
        return Run(
            flow=source.flow,
            revision=self.whole.old.number,
            language=source.language,
            answers=answers,
            parked=parked,
            invited=invited,
        )

    def _gist(self, look: Look) -> Callable[[str], Hashable]:
        """What of a cell makes a difference, cheap to find."""
        if not look.question:
            return self._invited
        name = self.whole.renames.questions.get(look.question)
        if name is None:
            return _whether_skipped
        before = self.whole.old.source.by_id[look.question]
        after = self.whole.new.source.by_id[name]
        steps = self.group.steps
        tests = [test for s in steps for test in tests_of(s) if test.question == name]
        counted = any(s.is_said and name in _mentions(self.whole, s.id) for s in steps)
        closes = any(step.id == name for step in steps) and not before.is_said
        valued = [test for test in tests if test.name not in ("answered", "skipped")]
        if before.is_said or after.is_said or not (closes or valued or counted):
            return _whether_skipped if not valued else _whole
        language = self.whole.old.source.language

        def gist(cell: str) -> Hashable:
            answer = Answer(*json.loads(cell))
            kept = worth(after, before, answer, language)
            if kept is None:
                return None, answer.skipped
            opened = opens_again(after, before, answer, kept)
            points = repr(essence(kept.value)) if counted else ""
            return kept.skipped, opened, points, tuple(_holds(test, kept) for test in valued)

        return gist

    def _invited(self, cell: str) -> Hashable:
        names = {step.id for step in self.group.steps}
        renames = self.whole.renames.questions
        return tuple(name for name in json.loads(cell) if renames.get(name) in names)


def _mentions(whole: Forecast, step: str) -> tuple[str, ...]:
    return whole.new.source.by_id[step].mentions()


def _holds(test: Test, answer: Answer) -> bool:
    return test.holds({test.question: answer})


def _whether_skipped(cell: str) -> Hashable:
    return cell.endswith(SKIPPED)


def _whole(cell: str) -> Hashable:
    return cell


def _cell(run: Run, look: Look) -> Cell:
    if not look.question:
        return _written(run.invited) if run.invited else None
    answer = (run.answers if look.shelf == ANSWERS else run.parked).get(look.question)
    if answer is None:
        return None
    return _written([answer.value, True] if answer.skipped else [answer.value])


def _written(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
