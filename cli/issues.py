"""Issues in the words of the language asked for."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from cli.language import choose_language
from cli.output import complain, printable
from flows.issue import Issue, Severity
from flows.issues.phrases import Described, describe, languages

__all__ = ["complain_of", "issue_data", "issue_languages", "print_issues"]

#: where the words are: those of the flow, and those of its charter
PHRASES = ("flows.issues.phrases", "charter.issues.phrases")
CHARTER_FIRST = PHRASES[::-1]
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


def issue_data(issue: Issue, language: str) -> dict[str, object]:
    """The same for a machine."""
    words = _explained(issue, language)
    return {
        "file": issue.file,
        "line": issue.line,
        "severity": issue.severity,
        "code": issue.code,
        "path": issue.path,
        "what": words.what,
        "why": words.why,
        "remedy": words.remedy,
    }


def _lines(issue: Issue, language: str) -> tuple[str, ...]:
    words = _explained(issue, language)
    place = f"{issue.file}:{issue.line}" if issue.line else issue.file
    path = f" ({issue.path})" if issue.path else ""
    where = f"{place}: {words.severity}: {words.what}{path}"
    return tuple(line for line in (where, words.why, words.remedy) if line)


def _explained(issue: Issue, language: str) -> Described:
    """The issue in words; its code and what is known where nobody wrote words for it."""
    for package in CHARTER_FIRST if issue.file.startswith("charter") else PHRASES:
        try:
            return describe(issue, language, package)
        except (KeyError, ModuleNotFoundError):
            continue
    known = ", ".join(f"{name}: {value}" for name, value in issue.params.items())
    return Described(issue.severity, "", f"{issue.code} ({known})" if known else issue.code, "", "")
