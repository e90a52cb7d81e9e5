"""What each issue says to an author, in the languages that have a file here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.issue import Issue
from flows.phrasebook import DEFAULT, languages_of, read_phrases
from flows.run import Written
from flows.template import Template, fill

__all__ = ["Described", "describe", "languages", "phrases"]


@dataclass(frozen=True, slots=True)
class Described:
    """An issue in the words of its reader."""

    severity: str
    where: str
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}\n  {self.what}\n  {self.why}\n  {self.remedy}".rstrip()


def describe(issue: Issue, language: str, package: str = __name__) -> Described:
    """The issue in a language.

    Args:
        package: where the phrases are, for issues that others than the flow itself can have.

    Raises:
        KeyError: no phrase was written for its code.
    """
    said = phrases(language, package)
    line = str(issue.line) if issue.line else ""
    place = {"file": issue.file, "line": line, "path": issue.path}
    params = {**place, **{name: _text(value) for name, value in issue.params.items()}}
    words = said["issues"][issue.code]
    return Described(
        severity=said["severities"][issue.severity.value],
        where=fill(Template.read(said["where"]), place),
        **{key: fill(Template.read(words[key]), params) for key in ("what", "why", "remedy")},
    )


def languages(package: str = __name__) -> tuple[str, ...]:
    """Codes of the languages that have phrases, the default one first."""
    return languages_of(package)


def phrases(language: str, package: str = __name__) -> Mapping[str, Written]:
    """All the phrases of a language; of the default one where there is none."""
    code = language if language in languages_of(package) else DEFAULT
    return read_phrases(package, code)


def _text(value: str) -> str:
    """A value on one line: what is quoted of a file may have several."""
    return " ".join(value.split())
