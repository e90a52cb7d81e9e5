"""One clause of the charter of a working copy: its sentences, in every language."""

from __future__ import annotations

from collections.abc import Mapping

from flows.authoring.draft import CHARTER, CannotRewrite
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.clause_values import ClauseText, clause_texts, reword_clause
from web.views.copies import open_copy
from web.views.copy_forms import Opened, cannot, opened, unreadable
from web.views.copy_saving import Typed, marks_of, read_typed, saved_by, store_draft
from web.views.fields import Field, issues_under, needs_typesetting
from web.views.looked import look, told

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(
    asked: Asked,
    store: ReadStore,
    *,
    typed: Typed | None = None,
    problem: str = "",
    status: int = 200,
) -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable(CHARTER):
        return unreadable(asked, store)
    texts = texts_in(asked, found)
    issues = look(found.copy.files).examined.issues
    about = issues_under(issues, CHARTER, ("clauses", asked.path["clause"]))
    return asked.shown(
        "copy_clause.html",
        status,
        copy=open_copy(asked, store),
        clause=asked.path["clause"],
        fields=[field(each, typed) for each in texts.values()],
        issues=told(asked, [issue for held in about.values() for issue in held]),
        base=marks_of({name: each.value for name, each in texts.items()}),
        by=saved_by(asked, store, found.copy) if typed and typed.overtaken else None,
        problem=problem,
    )


def texts_in(asked: Asked, found: Opened) -> Mapping[str, ClauseText]:
    """By the name of their field. Raises Missing."""
    read = look(found.copy.files).examined.charter
    try:
        return {e.name: e for e in clause_texts(found.draft, read, asked.path["clause"])}
    except LookupError as error:
        raise Missing from error


def field(text: ClauseText, typed: Typed | None) -> Field:
    said = typed.values.get(text.name, text.value) if typed else text.value
    return Field(
        text.name,
        "clause_title" if text.is_title else "clause_text",
        said,
        language=text.language,
        is_long=not text.is_title,
        is_required=True,
        now=typed.overtaken.get(text.name, "") if typed else "",
        is_rough=needs_typesetting(said, text.language),
    )


def save(asked: Asked, store: WriteStore) -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable(CHARTER):
        return unreadable(asked, store)
    texts = texts_in(asked, found)
    typed = read_typed(asked, {name: each.value for name, each in texts.items()})
    if typed.overtaken:
        said = asked.say.say("form.overtaken")
        return drawn(asked, store, typed=typed, problem=said, status=409)
    if "" in typed.changed.values():
        said = asked.say.say("form.wrong.needed")
        return drawn(asked, store, typed=typed, problem=said, status=422)
    try:
        draft = reword_clause(found.draft, texts, typed.changed)
    except CannotRewrite as refused:
        return drawn(asked, store, typed=typed, problem=cannot(asked, refused), status=422)
    say = "form.saved" if store_draft(asked, store, found.copy, draft) else "form.same"
    return asked.to("copy_clause", say, copy=found.copy.public_id, clause=asked.path["clause"])


routes = (
    Page(
        *("copy_clause", "/flows/copies/{copy}/form/clauses/{clause}", Access.ADMIN),
        show=show,
        act=save,
    ),
)
