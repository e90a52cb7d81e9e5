"""A working copy as a whole: what it changes, what keeps it from being published, publishing it."""

from __future__ import annotations

import json

from charter.readiness import Blocker, in_words
from flows.failures import in_words as in_sentence
from flows.issue import Issue
from storage.errors import OutdatedRevision
from storage.publishing import publish_files
from storage.repositories import audit, trial_reports, working_copies
from storage.stores import ReadStore, WriteStore
from web.access import Access, copy_for
from web.asked import Asked
from web.page import Page
from web.pages.flow_revision import LONGEST_NOTE, wrong_note
from web.reply import Reply
from web.views.copies import changed_by_others, open_copy
from web.views.looked import told
from web.views.places import places_of
from web.views.problem import Problem
from web.views.standing import (
    Standing,
    by_file,
    passages_of,
    standing_now,
    worded,
)

__all__ = ["drawn", "overtaken", "routes"]

#: of each thing that is looked at before publishing: where it stands on the page
PARTS = {
    Blocker.OUTDATED: "rebase",
    Blocker.UNCHANGED: "changes",
    Blocker.ERRORS: "issues",
    Blocker.LOSSES: "losses",
    Blocker.UNTRIED: "trial",
    Blocker.RED_STORIES: "trial",
    Blocker.ENDLESS_WALKS: "trial",
}


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: Problem | None = None) -> Reply:
    copy = open_copy(asked, store)
    standing = standing_now(asked, store, copy.copy)
    impact, found = standing.impact, standing.compared
    issues = {file: told(asked, each) for file, each in by_file(standing.issues).items()}
    typed = asked.typed(store, f"copy:{copy.copy.public_id}:")
    return asked.shown(
        "copy.html",
        problem.status if problem else 200,
        copy=copy,
        standing=standing,
        checks=checks(asked, standing),
        issues=issues,
        lost=told(asked, standing.lost),
        changes=worded(found, asked.language, impact.impact if impact else None) if found else (),
        passages_of=passages_of,
        form_of=lambda issue: form_of(asked, copy.copy.public_id, issue),
        failures=lambda story: [in_sentence(each, asked.language) for each in story.failures],
        impact=impact,
        places=places_of(asked, store, impact) if impact else (),
        note=problem.values.get("note", "") if problem else typed.get(kept(copy.copy.public_id)),
        kept=kept(copy.copy.public_id),
        most=LONGEST_NOTE,
        problem=problem,
    )


def form_of(asked: Asked, public_id: str, issue: Issue) -> str:
    """Where it can be mended without seeing YAML; empty where it cannot."""
    if not issue.file.startswith("flow.") or not asked.opens("copy_question"):
        return ""
    match issue.path.split("."):
        case ["stages", _, "questions", question, *_] if not question.isdecimal():
            return asked.url("copy_question", copy=public_id, question=question)
        case ["stages", stage, *_] if not stage.isdecimal():
            return asked.url("copy_stage", copy=public_id, stage=stage)
        case _:
            return ""


def kept(public_id: str) -> str:
    """Under which name the note is kept while it is typed."""
    return f"copy:{public_id}:note"


def checks(asked: Asked, standing: Standing) -> tuple[tuple[str, str], ...]:
    """What is still to be done, each with the part of the page that is about it."""
    said = in_words(standing.blockers, asked.language)
    return tuple((words, PARTS[each]) for words, each in zip(said, standing.blockers, strict=True))


def progress(asked: Asked, store: ReadStore) -> Reply:
    """How far trying it is, for the script of the page."""
    found = trial_reports.find(store, copy_for(store, asked.who, asked.path["copy"]))
    goes_on = found is not None and found.goes_on(asked.now)
    data = {
        "running": goes_on,
        "done": found.done if found else 0,
        "total": found.total if found else 0,
    }
    return Reply(200, json.dumps(data).encode(), "application/json")


def try_it(asked: Asked, store: WriteStore) -> Reply:
    """Begin to try everything, unless somebody has begun to already."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    where = f"{asked.url('copy', copy=copy.public_id)}#trial"
    found = trial_reports.find(store, copy)
    if found is not None and found.goes_on(asked.now) and found.version == copy.version:
        return asked.moved(where)
    attempt = asked.desk.new_id()
    trial_reports.begin(store, copy, attempt=attempt, now=asked.now)
    _record(asked, store, "flow:try", copy.flow, copy.public_id)
    reply = asked.moved(where)
    return reply.then(lambda: asked.desk.trials.begin(copy.public_id, attempt))


def publish(asked: Asked, store: WriteStore) -> Reply:
    """The live revision, and the copy is gone; or nothing of it."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    note = asked.form.text("note")
    values = {"note": note}
    if asked.form.raw("version") != str(copy.version):
        return overtaken(asked, store, values)
    wrong = wrong_note(asked, note)
    if wrong:
        return drawn(asked, store, Problem("publish", wrong, values))
    standing = standing_now(asked, store, copy)
    if not standing.is_ready:
        said = asked.say.say("flows.publish.not_ready")
        return drawn(asked, store, Problem("publish", said, values, status=409))
    try:
        made = publish_files(
            store,
            copy.flow,
            copy.sources,
            expected=copy.based_on,
            by=asked.who.person.id,
            note=note,
            now=asked.now,
        )
    except OutdatedRevision:  # between the look above and the pointer
        return drawn(
            asked,
            store,
            Problem("publish", asked.say.say("flows.publish.outdated"), values, status=409),
        )
    working_copies.discard(store, copy, by=asked.who.person.id, now=asked.now)
    where = asked.url("flow_revision", number=made.number, count=1)
    return asked.moved(where, "flows.publish.done", number=made.number)


def overtaken(asked: Asked, store: ReadStore, values: dict[str, str]) -> Reply:
    """Somebody changed it since it was shown: who, and what was typed stays."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    others = changed_by_others(asked, store, copy)
    said = asked.say.say("flows.copy.overtaken")
    return drawn(asked, store, Problem("publish", said, values, others, status=409))


def _record(asked: Asked, store: WriteStore, action: str, flow: str, copy: str) -> None:
    by, now = asked.who.person.id, asked.now
    audit.record(store, action, noun="flow", key=flow, by=by, now=now, details={"copy": copy})


def back(asked: Asked) -> str:
    return asked.url("copy", copy=asked.path["copy"])


routes = (
    Page("copy", "/flows/copies/{copy}", Access.ADMIN, show=show),
    Page("trial", "/flows/copies/{copy}/trial", Access.ADMIN, show=progress, act=try_it, then=back),
    Page(
        "publish_copy",
        "/flows/copies/{copy}/publish",
        Access.ADMIN,
        act=publish,
        then=lambda asked: asked.url("flows"),
    ),
)
