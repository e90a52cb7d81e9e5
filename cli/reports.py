"""A report on a flow, for people and for machines."""

from __future__ import annotations

from rich.console import Console

from charter.checking import Report
from charter.explained import issue_data
from cli.issues import print_issues
from cli.output import printable
from flows.failures import in_words

__all__ = ["as_data", "print_report"]

#: questions named in one line; the rest is counted
NAMED_AT_MOST = 12


def print_report(report: Report, language: str, console: Console) -> None:
    """What was found, the counts at the end."""
    print_issues(report.issues, language, console)
    for played in report.played:
        for failure in played.failures:
            console.print(
                printable(f"story {played.story.story}: {in_words(failure, language)}"), style="red"
            )
    for walked in report.walked:
        for seed in walked.endless:
            again = f"--seed {seed} --walks 1"
            console.print(
                f"random walk {seed} in {walked.language} does not end ({again})", style="red"
            )
    for spoken, names in report.unreached.items():
        if names:
            console.print(
                f"No story and no walk in {spoken} came to: {_named(names)}", style="yellow"
            )
    console.print(_counts(report))


def as_data(report: Report, language: str) -> dict[str, object]:
    """The same for a machine."""
    return {
        "issues": [issue_data(issue, language) for issue in report.issues],
        "stories": [
            {
                "story": played.story.story,
                "language": played.story.language,
                "failures": [
                    {
                        "code": each.code,
                        "params": dict(each.params),
                        "text": in_words(each, language),
                    }
                    for each in played.failures
                ],
            }
            for played in report.played
        ],
        "walks": [
            {
                "language": walked.language,
                "first_seed": walked.seeds.start,
                "walks": len(walked.seeds),
                "endless": list(walked.endless),
            }
            for walked in report.walked
        ],
        "unreached": {spoken: list(names) for spoken, names in report.unreached.items()},
        "counts": report.counts(),
    }


def _named(names: tuple[str, ...]) -> str:
    more = len(names) - NAMED_AT_MOST
    return ", ".join(names[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")


def _counts(report: Report) -> str:
    counts = report.counts()
    said = f"{counts['errors']} errors, {counts['advice']} advice"
    if counts["errors"]:
        return f"{said}; stories and walks wait until the errors are mended."
    return (
        f"{said}; {counts['stories']} stories, {counts['red_stories']} of them red;"
        f" {counts['walks']} random walks, {counts['endless_walks']} of them endless;"
        f" {counts['unreached_questions']} questions unreached."
    )
