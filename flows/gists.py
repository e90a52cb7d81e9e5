"""What of a cell makes a difference to what becomes of a run: two with the same gist fare alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable

from flows.cells import Cell, is_skip, place_in
from flows.compiled import CompiledFlow
from flows.conditions import Test, essence
from flows.question import Question
from flows.question_changes import WORDS
from flows.renames import Renames
from flows.run import Answer, Run
from flows.taking import opens_again, reach, worth
from flows.touching import AT, INVITED, RESUME, Group, Look, is_steady, tests_of

__all__ = ["SHORT", "Gists"]

#: letters of a cell that is remembered with what came of it: what people wrote is not worth it
SHORT = 64

Gist = Callable[[str], Hashable]


class Remembering(dict[Cell, Hashable]):
    """The gist of cells; of short ones, found once."""

    def __init__(self, gist: Gist) -> None:
        super().__init__({None: None})
        self.gist = gist

    def __missing__(self, cell: str) -> Hashable:
        found = self.gist(cell)
        if len(cell) < SHORT:
            self[cell] = found
        return found


class Gists:
    """The gists of the cells of one group."""

    def __init__(
        self, old: CompiledFlow, new: CompiledFlow, renames: Renames, group: Group
    ) -> None:
        self.old, self.new, self.renames, self.steps = old, new, renames, group.steps
        self._of = [Remembering(self._gist(look)) for look in group.looks]

    def of(self, cells: tuple[Cell, ...]) -> tuple[Hashable, ...]:
        """One for each cell, in the order of what the group looks at."""
        return tuple([gist[cell] for cell, gist in zip(cells, self._of, strict=True)])

    def _gist(self, look: Look) -> Gist:
        if look.shelf == INVITED:
            return self._invited
        if look.shelf in (AT, RESUME):
            return self._passed
        name = self.renames.questions.get(look.question)
        if name is None:
            return is_skip
        before, after = self.old.source.by_id[look.question], self.new.source.by_id[name]
        tests = [test for s in self.steps for test in tests_of(s) if test.question == name]
        valued = [test for test in tests if test.name not in ("answered", "skipped")]
        if before.is_said or after.is_said:
            return str if valued else is_skip
        counted = any(name in self.new.source.by_id[step.id].mentions() for step in self.steps)
        is_own = any(step.id == name for step in self.steps)
        may_close = is_own and not _is_always_worth(before, after, self.renames)
        if not (may_close or valued or counted):
            return is_skip
        return self._valued(before, after, valued, counted=counted)

    def _valued(
        self, before: Question, after: Question, tests: list[Test], *, counted: bool
    ) -> Gist:
        """Whether it is an answer still, what conditions say of it, and what it counts for."""
        language = self.old.source.language

        def gist(cell: str) -> Hashable:
            answer = Answer(*json.loads(cell))
            kept = worth(after, before, answer, language)
            if kept is None:
                return None, answer.skipped
            opened = opens_again(after, before, answer, kept)
            points = repr(essence(kept.value)) if counted else ""
            held = tuple([test.holds({test.question: kept}) for test in tests])
            return kept.skipped, opened, points, held

        return gist

    def _invited(self, cell: str) -> Hashable:
        """Which steps were."""
        names = {step.id for step in self.steps}
        known = self.renames.questions
        return tuple(name for name in json.loads(cell) if known.get(name) in names)

    def _passed(self, cell: str) -> Hashable:
        """Which steps lie behind a place."""
        source = self.old.source
        run = Run(source.flow, self.old.number, source.language, at=place_in(cell))
        reached = reach(self.old, self.new, self.renames, run)
        return tuple(step.index < reached for step in self.steps)


def _is_always_worth(before: Question, after: Question, renames: Renames) -> bool:
    """No answer of before is none any more, but maybe a skip."""
    return after.kind in WORDS or is_steady(before, after, renames)
