"""The drafts that wait, the longest waiting first: who has each, since when, what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charter.review import ReviewStatus, Side, holder
from storage.repositories import queue
from storage.repositories.reviews import Review
from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.csv import written
from web.views.guides import categories, live_guide
from web.views.listing import TABS, listing_of, mark_text
from web.views.moments import ago
from web.views.names import Names

__all__ = ["routes"]

#: lines of a table, and how many are read at once
MOST, AT_ONCE = 5_000, 500
COLUMNS = ("title", "status", "holder", "since", "submitted", "category", "language", "number")
SEPARATORS = {"fr": ";"}


@dataclass(frozen=True, slots=True)
class Row:
    """A draft in the queue."""

    review: Review
    title: str
    category: str
    #: who must act, in words
    holder: str


def show(asked: Asked, store: ReadStore) -> Reply:
    kinds = categories(live_guide(asked, store), asked.language)
    listing, names = listing_of(asked, kinds), Names(asked, store)
    page, following = listing.page(store)
    counts = {tab: queue.count(store, listing.scope, held) for tab, held in TABS.items()}
    return asked.shown(
        "queue.html",
        rows=[row_of(asked, review, kinds, names) for review in page],
        listing=listing,
        counts={tab: f"{n}+" if n >= queue.AT_MOST else str(n) for tab, n in counts.items()},
        following=mark_text(following) if following else "",
        kinds=kinds,
        burdens=queue.burdens(store, [team.id for team in asked.who.teams]),
        ago=ago(asked),
    )


def row_of(asked: Asked, review: Review, kinds: Mapping[str, str], names: Names) -> Row:
    title = review.title or asked.say.say("queue.untitled")
    category = kinds.get(review.category, "")
    return Row(review, title, category, holder_of(asked, review, names))


def holder_of(asked: Asked, review: Review, names: Names) -> str:
    """Whose turn it is: a coach by name, else the team, the leader or nobody."""
    match holder(review.status):
        case Side.COACH if review.coach_id is None:
            return asked.say.say("queue.holder.team", team=names.team(review.team_id))
        case Side.COACH:
            key = "reads" if review.status is ReviewStatus.IN_REVIEW else "to_take"
            return asked.say.say(f"queue.holder.{key}", coach=names.person(review.coach_id))
        case side:
            return asked.say.say(f"queue.holder.{side}")


def table(asked: Asked, store: ReadStore) -> Reply:
    """The same for a spreadsheet, with every page of it."""
    kinds = categories(live_guide(asked, store), asked.language)
    listing, names = listing_of(asked, kinds), Names(asked, store)
    found = list(listing.every(store, at_once=AT_ONCE, most=MOST))
    rows = [cells(asked, row_of(asked, review, kinds, names)) for review in found]
    if len(found) == MOST:
        rows.append((asked.say.say("queue.table.more", most=MOST),))
    header = [asked.say.say(f"queue.table.{name}") for name in COLUMNS]
    content = written(header, rows, separator=SEPARATORS.get(asked.language, ","))
    name = f"{asked.say.say('queue.table.file')}-{asked.now:%Y-%m-%d}.csv"
    return asked.file(content, "text/csv; charset=utf-8", name)


def cells(asked: Asked, row: Row) -> tuple[object, ...]:
    review = row.review
    return (
        row.title,
        asked.say.say(f"status.{review.status}"),
        row.holder,
        f"{review.since:%Y-%m-%d %H:%M}",
        f"{review.submitted_at:%Y-%m-%d %H:%M}",
        row.category,
        review.language,
        review.number,
    )


routes = (
    Page("queue", "/drafts", Access.COACH, show=show),
    Page("queue_table", "/drafts.csv", Access.COACH, show=table),
)
