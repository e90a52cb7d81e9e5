"""One revision of the questions: what it changed, its files, and going back to it."""

from __future__ import annotations

from storage.errors import NoSuchRow, OutdatedRevision
from storage.foretelling import foretell
from storage.repositories import revisions
from storage.repositories.revisions import FlowRevision, RevisionState
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.pages.draft import number_in
from web.reply import Reply
from web.views.flow_files import zipped
from web.views.guides import FLOW
from web.views.looked import today
from web.views.names import Names
from web.views.places import places_of
from web.views.problem import Problem
from web.views.revisions import author_of
from web.views.standing import between, lines_changed, passages_of, worded

__all__ = ["LONGEST_NOTE", "routes", "wrong_note"]

#: characters of what is said of a revision
LONGEST_NOTE = 500


def revision_in(asked: Asked, store: ReadStore) -> FlowRevision:
    """Raises Missing: no such revision was published."""
    try:
        found = revisions.load(store, FLOW, number_in(asked.path["number"]))
    except NoSuchRow as error:
        raise Missing from error
    if found.state is not RevisionState.PUBLISHED:
        raise Missing
    return found


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: Problem | None = None) -> Reply:
    revision, live = revision_in(asked, store), revisions.live(store, FLOW)
    is_live = revision.number == live.number
    before = _before(store, revision) if is_live else live
    found = between(before.sources, revision.sources) if before else None
    foretold = None
    if "count" in asked.query and is_live:
        guides, new = asked.desk.guides, asked.desk.guides.at(store, FLOW, live.number).compiled
        foretold = foretell(store, guides, FLOW, new, today=today(asked))
    return asked.shown(
        "flow_revision.html",
        problem.status if problem else 200,
        revision=revision,
        author=author_of(asked, Names(asked, store), revision.author_id),
        live=live.number,
        is_live=is_live,
        since=revisions.live_since(store, FLOW) if is_live else None,
        before=before,
        found=found,
        changes=worded(found, asked.language, foretold.impact if foretold else None)
        if found
        else (),
        lines=lines_changed(before.sources, revision.sources) if before else (),
        passages_of=passages_of,
        foretold=foretold,
        places=places_of(asked, store, foretold) if foretold else (),
        problem=problem,
        most=LONGEST_NOTE,
    )


def _before(store: ReadStore, revision: FlowRevision) -> FlowRevision | None:
    """The one that it was made of."""
    return revisions.load(store, FLOW, revision.based_on) if revision.based_on else None


def download(asked: Asked, store: ReadStore) -> Reply:
    """Its files, as a folder."""
    found = revision_in(asked, store)
    content = zipped(found.flow, found.number, found.sources)
    return asked.file(content, "application/zip", f"{found.flow}-{found.number}.zip")


def go_back(asked: Asked, store: WriteStore) -> Reply:
    """Make it the live one again; what was published meanwhile stays in the list."""
    revision, note = revision_in(asked, store), asked.form.text("note")
    wrong = wrong_note(asked, note)
    if not wrong and asked.form.raw("sure") != "yes":
        wrong = asked.say.say("flows.back_to.sure_first")
    if wrong:
        return drawn(asked, store, Problem("back", wrong, {"note": note}))
    expected = number_in(asked.form.raw("live"))
    if expected == revision.number:
        return asked.to("flow_revision", number=revision.number)
    said = f"{revision.note}\n{note}" if revision.note else note
    try:
        revisions.publish(
            store, revision, expected=expected, now=asked.now, by=asked.who.person.id, note=said
        )
    except OutdatedRevision:
        said = asked.say.say("flows.back_to.overtaken")
        return drawn(asked, store, Problem("back", said, {"note": note}, status=409))
    where = asked.url("flow_revision", number=revision.number, count=1)
    return asked.moved(where, "flows.back_to.done", number=revision.number)


def wrong_note(asked: Asked, note: str) -> str:
    """What is wrong with it, in words; empty when nothing is."""
    if 0 < len(note) <= LONGEST_NOTE:
        return ""
    return asked.say.say("flows.note.first", most=LONGEST_NOTE)


def back(asked: Asked) -> str:
    return asked.url("flow_revision", number=asked.path["number"])


routes = (
    Page("flow_revision", "/flows/revisions/{number}", Access.ADMIN, show=show),
    Page("flow_files", "/flows/revisions/{number}/files.zip", Access.ADMIN, show=download),
    Page("go_back", "/flows/revisions/{number}/live", Access.ADMIN, act=go_back, then=back),
)
