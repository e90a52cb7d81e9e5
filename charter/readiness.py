"""What keeps a working copy from being published, whoever asks: the desk, the bot or a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from charter.checking import Report
from flows.issue import Issue, Severity
from flows.phrases import phrases_in

__all__ = ["Blocker", "Blockers", "in_words", "of_files", "of_report", "of_trial"]


class Blocker(StrEnum):
    """A reason to wait. Its words are in the phrases of flows."""

    ERRORS = "errors"
    LOSSES = "losses"  # answers of people would be nobody's
    RED_STORIES = "red_stories"
    ENDLESS_WALKS = "endless_walks"
    UNTRIED = "untried"  # nobody tried it as it is now
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"  # it changes a revision that is not live any more


#: each with how often; one where it is no number
Blockers = dict[Blocker, int]
#: what a trial finds, each by its name in the counts of a report
TRIED = (Blocker.RED_STORIES, Blocker.ENDLESS_WALKS)


def of_files(issues: Sequence[Issue], lost: Sequence[Issue]) -> Blockers:
    """What can be seen without playing it: its issues, and those of `losses_between`."""
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    return _found({Blocker.ERRORS: errors, Blocker.LOSSES: len(lost)})


def of_trial(counts: Mapping[str, int]) -> Blockers:
    """What trying it showed, from the counts of its report."""
    return _found({blocker: counts[blocker] for blocker in TRIED})


def of_report(report: Report, lost: Sequence[Issue]) -> Blockers:
    """Both, where it was read and tried at once."""
    counts = report.counts()
    seen = {Blocker.ERRORS: counts["errors"], Blocker.LOSSES: len(lost)}
    return _found(seen) | of_trial(counts)


def in_words(blockers: Blockers, language: str) -> tuple[str, ...]:
    """A sentence for each."""
    say = phrases_in(language)
    return tuple(
        say.count(f"blockers.{blocker}", count)
        if blocker in (Blocker.ERRORS, Blocker.LOSSES, *TRIED)
        else say.say(f"blockers.{blocker}")
        for blocker, count in blockers.items()
    )


def _found(counts: Mapping[Blocker, int]) -> dict[Blocker, int]:
    return {blocker: count for blocker, count in counts.items() if count}
