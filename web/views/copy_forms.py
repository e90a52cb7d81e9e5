"""A working copy opened to be changed by forms: its draft, what is published, and saving."""

from __future__ import annotations

from dataclasses import dataclass

from flows.authoring.draft import CannotRewrite, Draft
from flows.authoring.known import Published
from flows.authoring.places import QuestionPlace, find
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore
from web.access import Missing, copy_for
from web.asked import Asked
from web.reply import Reply
from web.views.copies import open_copy
from web.views.copy_saving import published_of

__all__ = ["Opened", "cannot", "opened", "place_in", "unreadable"]


@dataclass(frozen=True, slots=True)
class Opened:
    copy: WorkingCopy
    draft: Draft
    published: Published


def opened(asked: Asked, store: ReadStore) -> Opened:
    """The working copy that the path names. Raises Missing."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    return Opened(copy, Draft(copy.sources), published_of(store, copy))


def place_in(asked: Asked, draft: Draft) -> QuestionPlace:
    """The question that the path names. Raises Missing."""
    try:
        return find(draft, asked.path["question"])
    except LookupError as error:
        raise Missing from error


def unreadable(asked: Asked, store: ReadStore) -> Reply:
    """The file has to be mended as text before a form can show it."""
    return asked.shown("form_unreadable.html", copy=open_copy(asked, store))


def cannot(asked: Asked, refused: CannotRewrite) -> str:
    """Why something has to be done in the file itself."""
    known = asked.say.keys("form.cannot")
    return asked.say.say(f"form.cannot.{refused.code if refused.code in known else 'unsafe'}")
