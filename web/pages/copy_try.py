"""A working copy walked as its readers will walk it: the page carries what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charter.progress import progress
from flows.events import Event, Refused
from flows.issue import InvalidFlow, Severity
from storage.stores import ReadStore
from web.access import Access, copy_for
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy
from web.views.filling import reply_of
from web.views.looked import look, told
from web.views.problem import Problem
from web.views.trying import Shown, Trial, besides, opened, told_in
from web.views.walk_wire import TooLong

__all__ = ["Happened", "broken", "drawn", "routes"]

#: issues shown of a copy that cannot be walked
ISSUES_AT_MOST = 5
#: buttons that lead elsewhere, and answer nothing
ELSEWHERE = {"reload", "translate"}


@dataclass(frozen=True, slots=True)
class Happened:
    """What is shown besides the question."""

    told: tuple[Shown, ...] = ()
    problem: Problem | None = None
    #: the story that was kept
    kept: str = ""


def show(asked: Asked, store: ReadStore) -> Reply:
    try:
        trial = opened(asked, copy_for(store, asked.who, asked.path["copy"]))
    except InvalidFlow:
        return broken(asked, store)
    return drawn(asked, store, trial, Happened(tuple(told_in(trial.walk.sprint.events))))


def reply(asked: Asked, store: ReadStore) -> Reply:
    """One reply more, under what the copy is now; nothing is written."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    try:
        trial = opened(asked, copy)
    except InvalidFlow:
        return broken(asked, store)
    if asked.form.raw("do") in ELSEWHERE:
        return drawn(asked, store, trial, Happened())
    if asked.form.raw("at") != trial.walk.place and not asked.form.raw("revise"):
        # The copy changed meanwhile: what was typed answers another question.
        said = asked.say.say("trying.elsewhere")
        return drawn(asked, store, trial, Happened(problem=Problem("try", said, values(asked))))
    compiled = trial.guide.compiled
    made = reply_of(asked.form, trial.prompt)
    walk, events = trial.walk.replied(compiled, made, today=trial.today)
    refused = refusal(asked, events)
    after = replace(trial, walk=walk)
    if refused:
        return drawn(asked, store, trial, Happened(problem=Problem("try", refused, values(asked))))
    return drawn(asked, store, after, Happened(tuple(told_in(events))))


def drawn(asked: Asked, store: ReadStore, trial: Trial, happened: Happened) -> Reply:
    copy, document = open_copy(asked, store), trial.document
    problem = happened.problem
    try:
        carried = trial.carried(asked, copy.copy)
    except TooLong:
        told_so = asked.say.say("trying.too_long")
        carried, problem = asked.form.raw("walk"), Problem("try", told_so, values(asked))
        trial = opened(asked, copy.copy)
    typed = problem.values if problem is not None and problem.place == "try" else {}
    return asked.shown(
        "copy_try.html",
        problem.status if problem else 200,
        copy=copy,
        trial=trial,
        prompt=trial.prompt,
        walk=carried,
        told=happened.told,
        kept=happened.kept,
        problem=problem,
        text=typed.get("text", ""),
        ticked=typed["choice"].split() if typed else None,
        document=document,
        besides=besides(document),
        progress=progress(document),
        answers=trial.answers(),
        story=problem.values if problem is not None and problem.place == "story" else {},
    )


def broken(asked: Asked, store: ReadStore) -> Reply:
    """It has errors, and is walked by nobody: what they are, and where they are mended."""
    copy = open_copy(asked, store)
    issues = look(copy.copy.files).examined.issues
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    shown = told(asked, errors[:ISSUES_AT_MOST])
    return asked.shown("copy_try_broken.html", copy=copy, issues=shown, count_of=len(errors))


def refusal(asked: Asked, events: Sequence[Event]) -> str:
    """Why the reply is no answer, in people's words; empty when it is one."""
    found = next((event for event in events if isinstance(event, Refused)), None)
    if found is None:
        return ""
    return asked.say.say(f"filling.refused.{found.code}", **found.params)


def values(asked: Asked) -> dict[str, str]:
    """What was filled in, to be shown again."""
    return {"text": asked.form.text("text"), "choice": " ".join(asked.form.chosen("choice"))}


routes = (Page("copy_try", "/flows/copies/{copy}/try", Access.ADMIN, show=show, ask=reply),)
