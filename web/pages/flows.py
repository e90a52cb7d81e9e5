"""The questions that people are asked: what is live, and the working copies of who changes it."""

from __future__ import annotations

from dataclasses import dataclass

from storage.errors import NoSuchRow
from storage.repositories import revisions, working_copies
from storage.repositories.working_copies import ListedCopy
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.guides import FLOW
from web.views.moments import ago
from web.views.names import Names
from web.views.problem import Problem

__all__ = ["routes"]

#: characters of what a copy is recognised by
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A working copy in the list."""

    copy: ListedCopy
    author: str


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: Problem | None = None) -> Reply:
    names = Names(asked, store)
    return asked.shown(
        "flows.html",
        problem.status if problem else 200,
        live=revisions.live_number(store, FLOW),
        copies=[Row(each, names.person(each.author_id)) for each in working_copies.listing(store)],
        ago=ago(asked),
        problem=problem,
    )


def begin(asked: Asked, store: WriteStore) -> Reply:
    """A working copy of what is live."""
    title = asked.form.text("title")
    if not 0 < len(title) <= LONGEST_TITLE:
        said = asked.say.say("flows.begin.title_first", most=LONGEST_TITLE)
        return drawn(asked, store, Problem("begin", said, {"title": title}))
    try:
        live = revisions.live(store, FLOW)
    except NoSuchRow as error:
        raise Missing from error
    made = working_copies.begin(
        store,
        FLOW,
        live.sources,
        public_id=asked.desk.new_id(),
        based_on=live.number,
        author_id=asked.who.person.id,
        title=title,
        now=asked.now,
    )
    return asked.to("copy", copy=made.public_id)


routes = (
    Page("flows", "/flows", Access.ADMIN, show=show),
    Page("begin_copy", "/flows/copies", Access.ADMIN, act=begin, then=lambda a: a.url("flows")),
)
