"""A new question in a stage: what is asked, in each language at once."""

from __future__ import annotations

from typing import Any

from flows.authoring.draft import CannotRewrite, Draft
from flows.authoring.options import written_options
from flows.authoring.places import find_stage, name_of, questions
from flows.authoring.proposing import is_name, proposed
from flows.authoring.questions import add_question, names_in
from flows.authoring.texts import reword
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.condition_words import ConditionWords
from web.views.copies import open_copy
from web.views.copy_forms import cannot, opened, unreadable
from web.views.copy_saving import store_draft
from web.views.question_values import own_language

__all__ = ["routes"]

OFFERING = ("choice", "choices", "scale")
KINDS = ("text", "long_text", *OFFERING, "yes_no", "number", "date", "people", "note")
#: steps of a scale
SCALE_AT_MOST = 11


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: str = "") -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable():
        return unreadable(asked, store)
    stage = stage_of(asked, found.draft)
    words = ConditionWords(found.draft, asked.say)
    there = [each for each in questions(found.draft) if each.stage == stage and not each.whole]
    own = own_language(found.draft)
    languages = (own, *(language for language, _ in found.draft.overlays()))
    fields = (
        "kind",
        "name",
        "after",
        *(f"{w}:{code}" for w in ("text", "options") for code in languages),
    )
    return asked.shown(
        "copy_new_question.html",
        422 if problem else 200,
        copy=open_copy(asked, store),
        stage=stage,
        title=name_of(find_stage(found.draft, stage)[1], "title"),
        kinds=KINDS,
        languages_of=languages,
        own=own,
        there=[(each.name, words.question(each.name)) for each in there],
        values={name: asked.form.text(name) for name in fields},
        problem=problem,
    )


def stage_of(asked: Asked, draft: Draft) -> str:
    """Raises Missing."""
    try:
        find_stage(draft, asked.path["stage"])
    except LookupError as error:
        raise Missing from error
    return asked.path["stage"]


def add(asked: Asked, store: WriteStore) -> Reply:
    found = opened(asked, store)
    stage, own = stage_of(asked, found.draft), own_language(found.draft)
    text, kind, name = (asked.form.text(key) for key in (f"text:{own}", "kind", "name"))
    name = name or proposed(text, names_in(found.draft), fallback="question")
    labels = lines(asked, f"options:{own}")
    wrong = refusal(found.draft, text, kind, name, labels)
    if wrong:
        return drawn(asked, store, asked.say.say(wrong))
    data = {"id": name, "kind": kind, "text": text} | offered(kind, labels)
    there = [e.name for e in questions(found.draft) if e.stage == stage and not e.whole]
    after = asked.form.raw("after")
    index = there.index(after) + 1 if after in there else 0
    try:
        draft = add_question(found.draft, stage, index, data)
        draft = translated(asked, draft, name, kind, len(labels))
    except CannotRewrite as refused:
        return drawn(asked, store, cannot(asked, refused))
    store_draft(asked, store, found.copy, draft)
    return asked.to("copy_question", "form.added", copy=found.copy.public_id, question=name)


def refusal(draft: Draft, text: str, kind: str, name: str, labels: list[str]) -> str:
    """The phrase of what is wanted first; empty when it can be added."""
    if not text:
        return "form.wrong.needed"
    if kind not in KINDS:
        return "form.wrong.kind"
    if not is_name(name) or name in names_in(draft):
        return "form.wrong.name"
    least, most = (2, SCALE_AT_MOST if kind == "scale" else 50) if kind in OFFERING else (0, 50)
    return "" if least <= len(labels) <= most else "form.wrong.options"


def offered(kind: str, labels: list[str]) -> dict[str, Any]:
    match kind:
        case "choice" | "choices":
            return {"options": written_options(labels)}
        case "scale":
            return {"from": 0, "to": len(labels) - 1, "labels": labels}
        case _:
            return {}


def translated(asked: Asked, draft: Draft, name: str, kind: str, options: int) -> Draft:
    """With what was said in the other languages; what is missing there stays so."""
    for language, file in draft.overlays():
        if text := asked.form.text(f"text:{language}"):
            draft = reword(draft, name, ("text",), text, file=file)
        labels = lines(asked, f"options:{language}")
        if kind == "scale" and len(labels) == options:
            draft = draft.put(file, ("questions", name, "labels"), labels)
        for number, label in enumerate(labels[:options] if kind in ("choice", "choices") else ()):
            draft = reword(draft, name, ("options", number, "label"), label, file=file)
    return draft


def lines(asked: Asked, name: str) -> list[str]:
    """One a line."""
    return [line.strip() for line in asked.form.text(name).split("\n") if line.strip()]


routes = (
    Page(
        *("copy_new_question", "/flows/copies/{copy}/stages/{stage}/new", Access.ADMIN),
        show=show,
        act=add,
        then=lambda a: a.url("copy_form", copy=a.path["copy"]),
    ),
)
