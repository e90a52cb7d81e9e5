"""What clauses still need: questions without an answer, shown instead of hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charter.answers import Answers
from charter.document import Gap
from charter.typeset import typeset
from flows.compiled import CompiledFlow
from flows.question import Reader
from flows.run import Run

__all__ = ["Needs"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a run answers of what is needed, as a reader may know it."""

    compiled: CompiledFlow
    run: Run
    answers: Answers
    reader: Reader

    def gaps(self, needs: tuple[str, ...]) -> Iterator[Gap]:
        """A gap for each question that applies, that the reader may read, and that lacks words."""
        for name in needs:
            if self._is_open(name):
                question = self.compiled.question(name, self.answers.language)
                answer = self.run.answers.get(name)
                yield Gap(
                    question=name,
                    text=typeset(question.text, self.answers.language),
                    skipped=answer is not None and answer.skipped,
                )

    def is_any_met(self, needs: tuple[str, ...]) -> bool:
        return any(self.answers.texts.get(name) for name in needs)

    def _is_open(self, name: str) -> bool:
        step = self.compiled.by_id.get(name)
        if step is None or self.answers.texts.get(name):
            return False
        if self.reader not in self.compiled.source.by_id[name].visible_to:
            return False
        # Not the quick path's doing: what it leaves out is still missing.
        return step.applies is None or step.applies.holds(self.run.answers)
