"""What is wrong with a definition, as its author has to hear it: where, what, why, remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["InvalidFlow", "Issue", "Severity"]


class Severity(StrEnum):
    """Whether publishing has to wait."""

    ERROR = "error"  # the flow cannot be walked, or would lose something
    ADVICE = "advice"  # it can, and people would be better served


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One trouble. Its words are in the phrases of each language, under its code."""

    file: str
    #: from 1; 0 when it is about the whole file
    line: int
    code: str
    #: where in the file's data: `stages.needs.questions.public.text`
    path: str = ""
    params: Mapping[str, str] = field(default_factory=dict, compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)


class InvalidFlow(Exception):
    """The sources of a flow have errors; none of it can be walked."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__("\n".join(f"{i.file}:{i.line}: {i.code}" for i in issues))
        self.issues = tuple(issues)
