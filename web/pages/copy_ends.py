"""A working copy goes on from what was published meanwhile, or is not wanted any more."""

from __future__ import annotations

from flows.rebasing import rebased
from storage.repositories import revisions, working_copies
from storage.stores import ReadStore, WriteStore
from web.access import Access, copy_for
from web.asked import Asked
from web.page import Page
from web.pages.copy import drawn, overtaken
from web.reply import Reply
from web.views.copies import open_copy
from web.views.problem import Problem

__all__ = ["routes"]

#: places that are named when two changes meet
NAMED_AT_MOST = 5


def rebase(asked: Asked, store: WriteStore) -> Reply:
    """Go on from the live revision, with both changes in the files; where they meet, nothing is
    changed and the places are named.
    """
    copy = copy_for(store, asked.who, asked.path["copy"])
    if asked.form.raw("version") != str(copy.version):
        return overtaken(asked, store, {})
    base, live = revisions.load(store, copy.flow, copy.based_on), revisions.live(store, copy.flow)
    found = rebased(base.sources, copy.sources, live.sources)
    if found.overlaps:
        places = ", ".join(
            f"{each.file}:{each.line}" if each.line else each.file
            for each in found.overlaps[:NAMED_AT_MOST]
        )
        said = asked.say.count("flows.rebase.overlaps", len(found.overlaps), places=places)
        return drawn(asked, store, Problem("rebase", said, status=409))
    by = asked.who.person.id
    working_copies.rebase(store, copy, found.sources, based_on=live.number, by=by, now=asked.now)
    where = asked.url("copy", copy=copy.public_id)
    return asked.moved(where, "flows.rebase.done", number=live.number)


def ask(asked: Asked, store: ReadStore) -> Reply:
    return asked.shown("copy_discard.html", copy=open_copy(asked, store))


def discard(asked: Asked, store: WriteStore) -> Reply:
    """It is gone, with what trying it found; what is live is untouched."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    if asked.form.raw("version") != str(copy.version):
        return overtaken(asked, store, {})
    working_copies.discard(store, copy, by=asked.who.person.id, now=asked.now)
    return asked.moved(asked.url("flows"), "flows.discard.done", title=copy.title)


def back(asked: Asked) -> str:
    return asked.url("copy", copy=asked.path["copy"])


routes = (
    Page("rebase_copy", "/flows/copies/{copy}/rebase", Access.ADMIN, act=rebase, then=back),
    Page(
        "discard_copy",
        "/flows/copies/{copy}/discard",
        Access.ADMIN,
        show=ask,
        act=discard,
        then=lambda asked: asked.url("flows"),
    ),
)
