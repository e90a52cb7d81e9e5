"""The queue as a coach looks at it: which tab, which filters, which page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from charter.review import ReviewStatus
from storage.repositories import queue
from storage.repositories.queue import QueueScope
from storage.repositories.reviews import Review
from storage.stores import ReadStore
from web.access import scope_of
from web.asked import Asked

__all__ = ["PAGE", "TABS", "Listing", "listing_of"]

#: drafts on a page
PAGE = 25
#: drafts that a search finds at most: more words narrow it
FOUND = 50
LONGEST_SEARCH = 200

#: by name, in the order in which they are shown: what waits for a coach first
TABS: Mapping[str, tuple[ReviewStatus, ...]] = {
    "waiting": (ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW),
    "submitted": (ReviewStatus.SUBMITTED,),
    "in_review": (ReviewStatus.IN_REVIEW,),
    "changes_requested": (ReviewStatus.CHANGES_REQUESTED,),
    "redo_with_support": (ReviewStatus.REDO_WITH_SUPPORT,),
    "approved": (ReviewStatus.APPROVED,),
}
Mark = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked for. Whatever an address says that we do not know is left out."""

    scope: QueueScope
    tab: str
    category: str
    #: only what is the coach's own
    mine: bool
    sought: str
    after: Mark | None

    def page(self, store: ReadStore) -> tuple[tuple[Review, ...], Mark | None]:
        """A page, and where the next one begins; none after the last."""
        if self.sought:
            found = queue.search(store, self.scope, self.sought, limit=FOUND)
            return tuple(filter(self._is_wanted, found)), None
        found = self._listed(store, self.after, PAGE + 1)
        page = found[:PAGE]
        return page, (page[-1].since, page[-1].id) if len(found) > PAGE else None

    def every(self, store: ReadStore, *, at_once: int, most: int) -> Iterator[Review]:
        """All of them, page after page, up to so many."""
        if self.sought:
            yield from self.page(store)[0]
            return
        after, left = self.after, most
        while left > 0:
            found = self._listed(store, after, min(at_once, left))
            yield from found
            left -= len(found)
            if len(found) < at_once:
                return
            after = (found[-1].since, found[-1].id)

    def asked_with(self, **changes: str) -> Mapping[str, str]:
        """What an address says to ask for the same, but for these."""
        said = {
            "tab": self.tab,
            "category": self.category,
            "mine": "yes" if self.mine else "",
            "q": self.sought,
        }
        return {name: value for name, value in (said | changes).items() if value}

    def _is_wanted(self, review: Review) -> bool:
        return self.category in ("", review.category)

    def _listed(self, store: ReadStore, after: Mark | None, limit: int) -> tuple[Review, ...]:
        return queue.listed(
            store,
            self.scope,
            statuses=TABS[self.tab],
            category=self.category or None,
            after=after,
            limit=limit,
        )


def listing_of(asked: Asked, known: Mapping[str, str]) -> Listing:
    """What the address asks for.

    Args:
        known: the categories that there are.
    """
    query, whole = asked.query, scope_of(asked.who)
    mine = query.get("mine") == "yes"
    category = query.get("category", "")
    return Listing(
        scope=QueueScope((), whole.coach) if mine else whole,
        tab=query["tab"] if query.get("tab") in TABS else "waiting",
        category=category if category in known else "",
        mine=mine,
        sought=" ".join(query.get("q", "")[:LONGEST_SEARCH].split()),
        after=_mark(query.get("after", "")),
    )


def _mark(text: str) -> Mark | None:
    moment, _, number = text.partition("~")
    try:
        since = datetime.fromisoformat(moment)
    except ValueError:
        return None
    is_whole = since.tzinfo is not None and number.isascii() and number.isdecimal()
    return (since, int(number)) if is_whole and len(number) < 19 else None  # noqa: PLR2004


def mark_text(mark: Mark) -> str:
    """As `listing_of` reads it back."""
    return f"{mark[0].isoformat()}~{mark[1]}"
