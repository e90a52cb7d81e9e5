"""The questions that people are asked: what is live, who changes it, what was live before."""

from __future__ import annotations

from dataclasses import dataclass

from charter.parcels import Taken, Unusable, taken
from flows.library import files_of
from storage.errors import NoSuchRow
from storage.publishing import bytes_of
from storage.repositories import revisions, working_copies
from storage.repositories.working_copies import ListedCopy, WorkingCopy
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.form import FILE_LARGEST
from web.page import Page
from web.pages.draft import number_in
from web.reply import Reply
from web.views.guides import FLOW
from web.views.moments import ago
from web.views.names import Names
from web.views.problem import Problem
from web.views.revisions import rows_of

__all__ = ["routes"]

#: characters of what a copy is recognised by
LONGEST_TITLE = 120
#: revisions of a page: each is compared with the one that it was made of
PAGE = 10


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A working copy in the list."""

    copy: ListedCopy
    author: str
    is_up_to_date: bool


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: Problem | None = None) -> Reply:
    names, live = Names(asked, store), revisions.live_number(store, FLOW)
    before = asked.query.get("before", "")
    listed = revisions.listing(
        store, FLOW, limit=PAGE + 1, before=number_in(before) if before else None
    )
    copies = [
        CopyRow(each, names.person(each.author_id), each.based_on == live)
        for each in working_copies.listing(store)
    ]
    return asked.shown(
        "flows.html",
        problem.status if problem else 200,
        live=revisions.listing(store, FLOW, limit=1, before=live + 1)[0] if live else None,
        since=revisions.live_since(store, FLOW),
        rows=rows_of(asked, store, listed[:PAGE]),
        following=listed[PAGE - 1].number if len(listed) > PAGE else None,
        is_later=bool(before),
        copies=copies,
        differs=differs(store),
        ago=ago(asked),
        problem=problem,
        most=LONGEST_TITLE,
    )


def differs(store: ReadStore) -> bool:
    """The files of this release are not those that are live."""
    try:
        return dict(files_of(FLOW)) != bytes_of(revisions.live(store, FLOW).sources)
    except NoSuchRow:
        return False


def begin(asked: Asked, store: WriteStore) -> Reply:
    """A working copy of what is live."""
    title = asked.form.text("title")
    wrong = wrong_title(asked, title)
    if wrong:
        return drawn(asked, store, Problem("begin", wrong, {"title": title}))
    made = begun(asked, store, title, Taken({}))
    return asked.to("copy", copy=made.public_id)


def upload(asked: Asked, store: WriteStore) -> Reply:
    """A working copy of the files that were sent."""
    title = asked.form.text("title")
    try:
        sent = taken((file.name, file.content) for file in asked.form.files)
        wrong = wrong_title(asked, title)
        if not wrong:
            made = begun(asked, store, title, sent)
            return asked.to("copy", "flows.upload.done", copy=made.public_id)
    except Unusable as unusable:
        wrong = asked.say.say(f"flows.upload.{unusable.code}", **unusable.params)
    return drawn(asked, store, Problem("upload", wrong, {"title": title}))


def wrong_title(asked: Asked, title: str) -> str:
    """What is wrong with it, in words; empty when nothing is."""
    if 0 < len(title) <= LONGEST_TITLE:
        return ""
    return asked.say.say("flows.begin.title_first", most=LONGEST_TITLE)


def begun(asked: Asked, store: WriteStore, title: str, sent: Taken) -> WorkingCopy:
    """Based on the revision that the files were taken from, else on the live one. Raises Missing
    while nothing was published.
    """
    try:
        base = revisions.live(store, FLOW)
        if sent.based_on is not None and sent.based_on != base.number:
            base = revisions.load(store, FLOW, sent.based_on)
    except NoSuchRow as error:
        if sent.based_on is None:
            raise Missing from error
        raise Unusable("no_base", number=sent.based_on) from error
    kept = {} if sent.is_whole else base.sources
    return working_copies.begin(
        store,
        FLOW,
        {**kept, **sent.sources},
        public_id=asked.desk.new_id(),
        based_on=base.number,
        author_id=asked.who.person.id,
        title=title,
        now=asked.now,
    )


def back(asked: Asked) -> str:
    return asked.url("flows")


routes = (
    Page("flows", "/flows", Access.ADMIN, show=show),
    Page("begin_copy", "/flows/copies", Access.ADMIN, act=begin, then=back),
    Page(
        "upload_copy",
        "/flows/files",
        Access.ADMIN,
        act=upload,
        then=back,
        files=True,
        largest=FILE_LARGEST,
    ),
)
