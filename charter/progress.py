"""How far a charter is, to say in one line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from charter.document import ClauseState, Document, Gap

__all__ = ["CharterProgress", "progress"]


@dataclass(frozen=True, slots=True)
class CharterProgress:
    """How many clauses are in each state, and how many questions they still need."""

    complete: int
    partial: int
    empty: int
    gaps: int

    @property
    def clauses(self) -> int:
        return self.complete + self.partial + self.empty


def progress(document: Document) -> CharterProgress:
    counted = Counter(clause.state for clause in document.clauses)
    return CharterProgress(
        complete=counted[ClauseState.COMPLETE],
        partial=counted[ClauseState.PARTIAL],
        empty=counted[ClauseState.EMPTY],
        gaps=sum(isinstance(block, Gap) for clause in document.clauses for block in clause.blocks),
    )
