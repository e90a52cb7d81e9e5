"""The walk of a trial kept as a story of the working copy, under a name of the admin's."""

from __future__ import annotations

from charter.retelling import NotTold
from charter.story_keeping import keep_story
from flows.failures import in_words
from flows.issue import InvalidFlow
from storage.errors import Overtaken
from storage.repositories import working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore, WriteStore
from web.access import Access, copy_for
from web.asked import Asked
from web.page import Page
from web.pages.copy_try import Happened, broken, drawn
from web.reply import Reply
from web.views.copies import changed_by_others
from web.views.problem import Problem
from web.views.trying import Trial, opened

__all__ = ["routes"]


def keep(asked: Asked, store: WriteStore) -> Reply:
    copy = copy_for(store, asked.who, asked.path["copy"])
    try:
        trial = opened(asked, copy)
    except InvalidFlow:
        return broken(asked, store)
    if asked.form.raw("version") != str(copy.version):
        return overtaken(asked, store, copy, trial)
    kept = keep_story(
        copy.sources,
        trial.guide,
        trial.walk.run,
        name=asked.form.text("name"),
        title=asked.form.text("title"),
        today=trial.today,
    )
    if isinstance(kept, NotTold):
        said = asked.say.say(f"trying.story.refused.{kept.code}")
        words = " ".join(filter(None, (said, reasons_of(asked, trial, kept))))
        return drawn(asked, store, trial, Happened(problem=Problem("story", words, typed(asked))))
    try:
        working_copies.change(store, copy, kept.sources, by=asked.who.person.id, now=asked.now)
    except Overtaken:
        return overtaken(asked, store, copy, trial)
    return drawn(asked, store, trial, Happened(kept=kept.story.story))


def overtaken(asked: Asked, store: ReadStore, copy: WorkingCopy, trial: Trial) -> Reply:
    """Somebody changed the copy since the page was made: who, and what was typed stays."""
    said, others = (
        asked.say.say("trying.story.refused.changed"),
        changed_by_others(asked, store, copy),
    )
    problem = Problem("story", said, typed(asked), others, 409)
    return drawn(asked, store, trial, Happened(problem=problem))


def reasons_of(asked: Asked, trial: Trial, found: NotTold) -> str:
    """What it is about, in words: the question, or what is not as it was."""
    said = [in_words(failure, asked.language) for failure in found.failures]
    if found.question and not said:
        question = trial.guide.compiled.flow(trial.language).by_id.get(found.question)
        said = [question.text if question is not None else found.question]
    return " ".join(said)


def typed(asked: Asked) -> dict[str, str]:
    return {name: asked.form.text(name) for name in ("name", "title")}


def back(asked: Asked) -> str:
    return asked.url("copy_try", copy=asked.path["copy"])


routes = (
    # What is kept once is not kept twice: the version of the copy is another one by then.
    Page(
        *("keep_story", "/flows/copies/{copy}/try/story", Access.ADMIN),
        act=keep,
        then=back,
        once=False,
    ),
)
