"""What keeps a working copy from being published, and how it is said."""

from __future__ import annotations

from charter.checking import Report
from charter.readiness import Blocker, in_words, of_files, of_report, of_trial
from flows.issue import Issue, Severity

ERROR = Issue("flow.yaml", 3, "tab")
ADVICE = Issue("flow.yaml", 3, "tab", severity=Severity.ADVICE)


def test_errors_and_losses_are_seen_without_playing() -> None:
    assert {} == of_files([ADVICE], ())
    assert {Blocker.ERRORS: 1, Blocker.LOSSES: 2} == of_files([ERROR, ADVICE], (ERROR, ERROR))


def test_red_stories_and_endless_walks_are_seen_by_trying() -> None:
    assert {Blocker.RED_STORIES: 2} == of_trial({"red_stories": 2, "endless_walks": 0})
    assert {} == of_report(Report((ADVICE,)), ())
    assert {Blocker.ERRORS: 1} == of_report(Report((ERROR,)), ())


def test_each_is_said_with_its_number() -> None:
    blockers = {Blocker.ERRORS: 1, Blocker.ENDLESS_WALKS: 2, Blocker.OUTDATED: 1}
    assert (
        "1 error to mend.",
        "2 walks never end.",
        "Another revision was published since it was begun.",
    ) == in_words(blockers, "en")
    assert len(list(Blocker)) == len(in_words(dict.fromkeys(Blocker, 1), "fr"))
