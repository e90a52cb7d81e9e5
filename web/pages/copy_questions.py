"""The questions of a working copy as a leader meets them, stage by stage, in a language."""

from __future__ import annotations

from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy
from web.views.looked import Looked, Shown, look, today

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    copy = open_copy(asked, store)
    looked = look(copy.copy.files)
    languages = tuple(looked.compiled.flows) if looked.compiled else ()
    language = next((each for each in languages if each == asked.query.get("language")), "")
    language = language or (asked.language if asked.language in languages else "")
    language = language or next(iter(languages), "")
    stages = looked.compiled.flow(language).stages if looked.compiled else ()
    chosen = next((each for each in stages if each.stage == asked.query.get("stage")), None)
    stage = chosen or next(iter(stages), None)
    return asked.shown(
        "copy_questions.html",
        copy=copy,
        languages_of=languages,
        language=language,
        stages=stages,
        stage=stage,
        shown=questions(asked, looked, stage.stage, language) if stage else (),
    )


def questions(asked: Asked, looked: Looked, stage: str, language: str) -> tuple[Shown, ...]:
    """The stage, then each of its questions with the parts of its lists."""
    compiled = looked.compiled
    if compiled is None:
        return ()
    found = next(each for each in compiled.source.stages if each.stage == stage)
    names = [stage]
    for question in found.questions:
        names += [question.id, *(part for part, at in compiled.lists.items() if at == question.id)]
    every = (each for name in names for each in looked.shown(name, day=today(asked)))
    return tuple(each for each in every if each.language == language)


routes = (Page("copy_questions", "/flows/copies/{copy}/questions", Access.ADMIN, show=show),)
