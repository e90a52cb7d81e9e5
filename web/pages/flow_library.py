"""The questions that this release brings, beside those that are live: compared, never imposed."""

from __future__ import annotations

from flows.library import files_of
from storage.errors import NoSuchRow
from storage.repositories import revisions, working_copies
from storage.repositories.revisions import FlowRevision
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.guides import FLOW
from web.views.standing import between, lines_changed, passages_of, worded

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    live, ours = live_in(store), shipped()
    found = between(live.sources, ours)
    return asked.shown(
        "flow_library.html",
        live=live,
        found=found,
        changes=worded(found, asked.language) if found else (),
        lines=lines_changed(live.sources, ours),
        passages_of=passages_of,
    )


def begin(asked: Asked, store: WriteStore) -> Reply:
    """A working copy with the files of this release."""
    made = working_copies.begin(
        store,
        FLOW,
        shipped(),
        public_id=asked.desk.new_id(),
        based_on=live_in(store).number,
        author_id=asked.who.person.id,
        title=asked.say.say("flows.library.copy_title"),
        now=asked.now,
    )
    return asked.to("copy", copy=made.public_id)


def live_in(store: ReadStore) -> FlowRevision:
    """Raises Missing: nothing was published."""
    try:
        return revisions.live(store, FLOW)
    except NoSuchRow as error:
        raise Missing from error


def shipped() -> dict[str, str]:
    return {name: content.decode() for name, content in files_of(FLOW).items()}


routes = (Page("flow_library", "/flows/library", Access.ADMIN, show=show, act=begin),)
