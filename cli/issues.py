"""Issues in the words of the language asked for."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from charter.explained import explained
from cli.language import choose_language
from cli.output import complain, printable
from flows.issue import Issue, Severity
from flows.issues.phrases import languages

__all__ = ["complain_of", "issue_languages", "print_issues"]

DRESS = {Severity.ERROR: "red", Severity.ADVICE: "yellow"}


def issue_languages() -> tuple[str, ...]:
    """The languages in which issues are told."""
    return languages()


def print_issues(issues: Iterable[Issue], language: str, console: Console) -> None:
    """Each one: where, how bad, what, why it matters, and how to mend it."""
    for issue in issues:
        where, *below = _lines(issue, language)
        console.print(printable(where), style=DRESS[issue.severity])
        for line in below:
            console.print(printable(f"    {line}"))


def complain_of(issues: Iterable[Issue]) -> None:
    """The same on the standard error, in the language of the environment."""
    language = choose_language(None, issue_languages())
    for issue in issues:
        if issue.severity is Severity.ERROR:
            complain("\n    ".join(_lines(issue, language)))


def _lines(issue: Issue, language: str) -> tuple[str, ...]:
    words = explained(issue, language)
    place = f"{issue.file}:{issue.line}" if issue.line else issue.file
    path = f" ({issue.path})" if issue.path else ""
    where = f"{place}: {words.severity}: {words.what}{path}"
    return tuple(line for line in (where, words.why, words.remedy) if line)
