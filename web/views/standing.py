"""Where a working copy stands, as the desk shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charter.change_words import ChangeWords, WordedChange, WordedDetail
from charter.compare import Passage, compare_words
from charter.compared import Compared
from flows.impact import Impact
from flows.issue import Issue
from storage.repositories.working_copies import WorkingCopy
from storage.standing import FileLines, Standing, TrialState, between, lines_changed, standing_of
from storage.stores import ReadStore
from web.asked import Asked
from web.views.looked import look

__all__ = [
    "FileLines",
    "Standing",
    "TrialState",
    "between",
    "by_file",
    "lines_changed",
    "passages_of",
    "standing_now",
    "worded",
]

#: letters of a text whose words are compared one by one
COMPARED_UP_TO = 4_000


def standing_now(asked: Asked, store: ReadStore, copy: WorkingCopy) -> Standing:
    """Its files are looked at once for all pages about them."""
    return standing_of(store, copy, look(copy.files).examined.issues, now=asked.now)


def worded(
    found: Compared, language: str, impact: Impact | None = None
) -> tuple[WordedChange, ...]:
    """Its changes in words; with an impact, to how many runs each happens."""
    words = ChangeWords(found.old, found.new, language)
    return tuple(words.of(change, impact) for change in found.changes)


def passages_of(detail: WordedDetail) -> tuple[Passage, ...]:
    """A text word by word, where there was one before and it is not too long; none else."""
    if not detail.before or not detail.after:
        return ()
    if len(detail.before) + len(detail.after) > COMPARED_UP_TO:
        return ()
    return compare_words(detail.before, detail.after)


def by_file(issues: Sequence[Issue]) -> Mapping[str, tuple[Issue, ...]]:
    """Issues under the file that they are about."""
    found: dict[str, tuple[Issue, ...]] = {}
    for issue in issues:
        found[issue.file] = (*found.get(issue.file, ()), issue)
    return found
