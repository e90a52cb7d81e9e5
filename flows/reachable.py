"""Whether some answers lead to where a condition holds: an exact search, within bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.conditions import Node, Test
from flows.possible_answers import possible_answers
from flows.question import Question
from flows.run import Answer

__all__ = ["Asked", "Search"]

#: answers tried before we say that we do not know; the shipped flow needs a hundredth
TRIES_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what must hold for it to be asked."""

    question: Question
    relevance: Node | None


class Search:
    """Walks through some questions, in order, with every answer that conditions tell apart."""

    def __init__(self, asked: Sequence[Asked], conditions: Iterable[Node]) -> None:
        self._asked = {one.question.id: one for one in asked}
        self._ranks = {name: rank for rank, name in enumerate(self._asked)}
        tests: defaultdict[str, list[Test]] = defaultdict(list)
        for condition in conditions:
            for test in condition.tests():
                tests[test.question].append(test)
        self._tests: Mapping[str, Sequence[Test]] = tests
        self._answers: dict[str, tuple[Answer, ...]] = {}

    def can_hold(self, condition: Node | None) -> bool:
        """Some answers make it hold; or too many had to be tried to tell."""
        if condition is None:
            return True
        names = sorted(self._mentioned(condition), key=self._ranks.__getitem__)
        return _Tries(condition, [(self._asked[name], self._of(name)) for name in names]).found()

    def _of(self, name: str) -> tuple[Answer, ...]:
        if name not in self._answers:
            question = self._asked[name].question
            self._answers[name] = possible_answers(question, self._tests[name])
        return self._answers[name]

    def _mentioned(self, condition: Node) -> set[str]:
        """The questions that it looks at, and those that decide whether these are asked."""
        found: set[str] = set()
        waiting = [condition]
        while waiting:
            for test in waiting.pop().tests():
                if test.question in self._asked and test.question not in found:
                    found.add(test.question)
                    relevance = self._asked[test.question].relevance
                    if relevance is not None:
                        waiting.append(relevance)
        return found


class _Tries:
    """One search: what is answered so far, and how much was tried."""

    def __init__(self, condition: Node, steps: Sequence[tuple[Asked, tuple[Answer, ...]]]) -> None:
        self._condition, self._steps = condition, steps
        self._answers: dict[str, Answer] = {}
        self._left = TRIES_AT_MOST

    def found(self, at: int = 0) -> bool:
        if self._left == 0:
            return True
        self._left -= 1
        if at == len(self._steps):
            return self._condition.holds(self._answers)
        asked, possible = self._steps[at]
        if asked.relevance is not None and not asked.relevance.holds(self._answers):
            return self.found(at + 1)
        for answer in possible:
            self._answers[asked.question.id] = answer
            if self.found(at + 1):
                return True
        del self._answers[asked.question.id]
        return False
