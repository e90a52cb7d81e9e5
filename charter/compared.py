"""Two versions of a flow side by side, made once for as long as both stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from charter.changes import changes_between
from charter.drafted import drafted
from charter.guide import Guide
from charter.succession import losses_between
from flows.changes import Change, tags
from flows.issue import Issue

__all__ = ["Compared", "compared", "lost_between"]

#: pairs: those of a few people who write, and of a page of revisions
KEPT = 32

Files = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Both can be walked."""

    old: Guide
    new: Guide
    changes: tuple[Change, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        return tags(self.changes)


def compared(before: Mapping[str, str], after: Mapping[str, str]) -> Compared:
    """What is not as it was, from the text of each file by its name.

    Raises:
        InvalidFlow: one of them has an error, and cannot be walked.
    """
    return _compared(_sorted(before), _sorted(after))


def lost_between(live: Mapping[str, str], draft: Mapping[str, str]) -> tuple[Issue, ...]:
    """What people would lose if a draft, which may have errors, took the place of the live flow.

    Raises:
        InvalidFlow: the live one has an error.
    """
    return _lost(_sorted(live), _sorted(draft))


@lru_cache(maxsize=KEPT)
def _compared(before: Files, after: Files) -> Compared:
    old, new = drafted(dict(before)), drafted(dict(after))
    return Compared(old, new, changes_between(old, new))


@lru_cache(maxsize=KEPT)
def _lost(live: Files, draft: Files) -> tuple[Issue, ...]:
    files = {name: text.encode() for name, text in draft}
    return losses_between(drafted(dict(live)), files)


def _sorted(sources: Mapping[str, str]) -> Files:
    return tuple(sorted(sources.items()))
