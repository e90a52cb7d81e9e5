"""Issues of a flow and of its charter, in the words of the language asked for."""

from __future__ import annotations

from flows.issue import Issue
from flows.issues.phrases import Described, describe

__all__ = ["explained", "issue_data"]

#: where the words are: those of the flow, and those of its charter
PHRASES = ("flows.issues.phrases", "charter.issues.phrases")
CHARTER_FIRST = PHRASES[::-1]


def explained(issue: Issue, language: str) -> Described:
    """The issue in words; its code and what is known where nobody wrote words for it."""
    for package in CHARTER_FIRST if issue.file.startswith("charter") else PHRASES:
        try:
            return describe(issue, language, package)
        except (KeyError, ModuleNotFoundError):
            continue
    known = ", ".join(f"{name}: {value}" for name, value in issue.params.items())
    return Described(issue.severity, "", f"{issue.code} ({known})" if known else issue.code, "", "")


def issue_data(issue: Issue, language: str) -> dict[str, object]:
    """The same for a machine."""
    words = explained(issue, language)
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
