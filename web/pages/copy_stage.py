"""A stage of a working copy: its title, what it is for, what it teaches, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.authoring.draft import FLOW, CannotRewrite, Draft, found as found_in
from flows.authoring.places import find_stage
from flows.authoring.stages import KEYS, reword_stage
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy
from web.views.copy_forms import cannot, opened, unreadable
from web.views.copy_saving import Typed, marks_of, read_typed, saved_by, store_draft
from web.views.fields import Field, issues_under, needs_typesetting
from web.views.looked import look, told
from web.views.question_values import own_language

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
    if not found.draft.is_readable():
        return unreadable(asked, store)
    stored = stored_values(found.draft, asked.path["stage"])
    return asked.shown(
        "copy_stage.html",
        status,
        copy=open_copy(asked, store),
        stage=asked.path["stage"],
        fields=tuple(fields(asked, found.copy.files, stored, typed)),
        base=marks_of(stored),
        by=saved_by(asked, store, found.copy) if typed and typed.overtaken else None,
        problem=problem,
    )


def files_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """Each language with its file, its own first."""
    yield own_language(draft), FLOW
    yield from draft.overlays()


def stored_values(draft: Draft, stage: str) -> dict[str, str]:
    """Raises Missing."""
    try:
        path, _ = find_stage(draft, stage)
    except LookupError as error:
        raise Missing from error
    said = {}
    for language, file in files_of(draft):
        where = path if file == FLOW else ("stages", stage)
        for key in KEYS:
            text = found_in(draft.data(file), (*where, key))
            said[f"{language}:{key}"] = text if isinstance(text, str) else ""
    return said


def fields(
    asked: Asked, files: Mapping[str, bytes], stored: Mapping[str, str], typed: Typed | None
) -> Iterator[Field]:
    issues, own = look(files).examined.issues, next(iter(stored)).partition(":")[0]
    for name, value in stored.items():
        language, _, key = name.partition(":")
        file = FLOW if language == own else f"flow.{language}.yaml"
        under = issues_under(issues, file, ("stages", asked.path["stage"]))
        said = typed.values.get(name, value) if typed else value
        yield Field(
            name,
            f"stage_{key}",
            said,
            language=language,
            is_long=key != "title",
            is_required=name == f"{own}:title",
            issues=told(asked, under.get(key, [])),
            now=typed.overtaken.get(name, "") if typed else "",
            is_rough=needs_typesetting(said, language),
        )


def save(asked: Asked, store: WriteStore) -> Reply:
    found = opened(asked, store)
    stage = asked.path["stage"]
    stored = stored_values(found.draft, stage)
    typed = read_typed(asked, stored)
    own = own_language(found.draft)
    if typed.overtaken:
        said = asked.say.say("form.overtaken")
        return drawn(asked, store, typed=typed, problem=said, status=409)
    if typed.changed.get(f"{own}:title") == "":
        said = asked.say.say("form.wrong.needed")
        return drawn(asked, store, typed=typed, problem=said, status=422)
    draft, files = found.draft, dict(files_of(found.draft))
    try:
        for name, text in sorted(
            typed.changed.items(), key=lambda item: files[item[0][:2]] != FLOW
        ):
            language, _, key = name.partition(":")
            draft = reword_stage(draft, stage, key, text, file=files[language])
    except CannotRewrite as refused:
        return drawn(asked, store, typed=typed, problem=cannot(asked, refused), status=422)
    say = "form.saved" if store_draft(asked, store, found.copy, draft) else "form.same"
    return asked.to("copy_stage", say, copy=found.copy.public_id, stage=stage)


routes = (
    Page(*("copy_stage", "/flows/copies/{copy}/stages/{stage}", Access.ADMIN), show=show, act=save),
)
