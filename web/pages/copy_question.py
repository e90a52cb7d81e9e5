"""One question of a working copy: its texts in every language, its options, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.authoring.draft import CannotRewrite, Draft
from flows.authoring.options import add_option, move_option, option_names
from flows.authoring.places import find
from flows.authoring.texts import reword
from flows.wording.languages import all_languages
from flows.wording.typography import typeset
from storage.stores import ReadStore, WriteStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy
from web.views.copy_forms import Opened, cannot, opened, place_in, unreadable
from web.views.copy_saving import Typed, read_typed, saved_by, store_draft
from web.views.looked import look, today
from web.views.question_form import question_form
from web.views.question_values import QuestionValues, own_language

__all__ = ["routes"]

BY = {"up": -1, "down": 1}


def show(asked: Asked, store: ReadStore) -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable():
        return unreadable(asked, store)
    return drawn(asked, store, found)


def drawn(
    asked: Asked,
    store: ReadStore,
    found: Opened,
    *,
    typed: Typed | None = None,
    wrong: Mapping[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> Reply:
    place = place_in(asked, found.draft)
    looked = look(found.copy.files)
    values = QuestionValues(found.draft, place)
    form = question_form(asked, values, looked.examined.issues, typed=typed, wrong=wrong)
    return asked.shown(
        "copy_question.html",
        status,
        copy=open_copy(asked, store),
        form=replace(form, problem=problem),
        shown=looked.shown(place.name, day=today(asked)),
        by=saved_by(asked, store, found.copy) if typed and typed.overtaken else None,
        new_options={name: asked.form.text(name) for name in new_names(found.draft)},
    )


def new_names(draft: Draft) -> tuple[str, ...]:
    """The fields for an option that is not there yet, its own language first."""
    languages = (own_language(draft), *(language for language, _ in draft.overlays()))
    return tuple(f"new_option:{language}" for language in languages)


def save(asked: Asked, store: WriteStore) -> Reply:
    """All that was changed, as one version; what a button says besides."""
    found = opened(asked, store)
    place = place_in(asked, found.draft)
    values = QuestionValues(found.draft, place)
    typed = read_typed(asked, values.stored(), ticks=tuple(values.ticks()))
    if asked.form.raw("do") == "typeset":
        return drawn(asked, store, found, typed=typesetted(values, typed))
    wrong = values.wrong(typed.changed)
    if wrong or typed.overtaken:
        problem = asked.say.say("form.overtaken" if typed.overtaken else "form.wrong.title")
        status = 409 if typed.overtaken else 422
        return drawn(asked, store, found, typed=typed, wrong=wrong, problem=problem, status=status)
    try:
        draft = done(asked, found, values.written(typed.changed))
    except CannotRewrite as refused:
        said = cannot(asked, refused)
        return drawn(asked, store, found, typed=typed, problem=said, status=422)
    is_new = store_draft(asked, store, found.copy, draft)
    say = "form.saved" if is_new else "form.same"
    return asked.to("copy_question", say, copy=found.copy.public_id, question=place.name)


def typesetted(values: QuestionValues, typed: Typed) -> Typed:
    """With the marks and spaces of each language: shown, to be saved or not."""
    languages = {field.name: field.language for field in values.texts()}
    said = {
        name: typeset(text, languages[name])
        for name, text in typed.values.items()
        if languages.get(name) in all_languages()
    }
    return replace(typed, values={**typed.values, **said}, overtaken={})


def done(asked: Asked, found: Opened, draft: Draft) -> Draft:
    """What the button that was pressed does, and an option that was added."""
    name = asked.path["question"]
    act, _, option = asked.form.raw("do").partition(":")
    if act in BY and option in option_names(find(draft, name)):
        draft = move_option(draft, name, option, BY[act])
    own, *others = new_names(draft)
    label = asked.form.text(own)
    if not label:
        return draft
    draft = add_option(draft, name, label, published=found.published)
    number = len(option_names(find(draft, name))) - 1
    for field, (_, file) in zip(others, draft.overlays(), strict=True):
        if said := asked.form.text(field):
            draft = reword(draft, name, ("options", number, "label"), said, file=file)
    return draft


routes = (
    Page(
        *("copy_question", "/flows/copies/{copy}/form/{question}", Access.ADMIN),
        show=show,
        act=save,
    ),
)
