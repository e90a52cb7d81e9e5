"""One option of a question: its permanent name, and taking it away."""

from __future__ import annotations

from flows.authoring.draft import CannotRewrite
from flows.authoring.options import option_names, remove_option
from flows.authoring.proposing import is_name
from flows.authoring.renaming import rename_option
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.condition_words import ConditionWords
from web.views.copies import open_copy
from web.views.copy_forms import cannot, opened, place_in, unreadable
from web.views.copy_saving import store_draft

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: str = "") -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable():
        return unreadable(asked, store)
    place, option = place_in(asked, found.draft), asked.path["option"]
    words = ConditionWords(found.draft, asked.say)
    if option not in option_names(place):
        raise Missing
    return asked.shown(
        "copy_option.html",
        422 if problem else 200,
        copy=open_copy(asked, store),
        place=place,
        option=option,
        label=dict(words.values(place)).get(option, option),
        text=words.text(place),
        is_published=option in found.published.options(found.draft, place.name),
        name=asked.form.text("name") or option,
        because=asked.form.text("because"),
        problem=problem,
    )


def save(asked: Asked, store: WriteStore) -> Reply:
    found = opened(asked, store)
    place, option = place_in(asked, found.draft), asked.path["option"]
    names, published = option_names(place), found.published
    if option not in names:
        raise Missing
    because, name = asked.form.text("because"), asked.form.text("name")
    is_known = option in published.options(found.draft, place.name)
    try:
        if asked.form.raw("do") == "remove":
            if is_known and not because:
                return drawn(asked, store, asked.say.say("form.because_first"))
            draft = remove_option(found.draft, place.name, option, because, published=published)
        elif not is_name(name) or (name != option and name in names):
            return drawn(asked, store, asked.say.say("form.wrong.name"))
        else:
            draft = rename_option(found.draft, place.name, option, name, published=published)
    except CannotRewrite as refused:
        return drawn(asked, store, cannot(asked, refused))
    is_new = store_draft(asked, store, found.copy, draft)
    say = "form.saved" if is_new else "form.same"
    return asked.to("copy_question", say, copy=found.copy.public_id, question=place.name)


routes = (
    Page(
        *("copy_option", "/flows/copies/{copy}/form/{question}/options/{option}", Access.ADMIN),
        show=show,
        act=save,
        then=lambda a: a.url("copy_question", copy=a.path["copy"], question=a.path["question"]),
    ),
)
