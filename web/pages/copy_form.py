"""All questions of a working copy, stage by stage: opened from here, and put in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.authoring.draft import FLOW, CannotRewrite, Draft
from flows.authoring.options import option_names
from flows.authoring.places import QuestionPlace, find, name_of, questions, stages
from flows.authoring.questions import move_question
from flows.issue import Issue, Severity
from storage.stores import ReadStore, WriteStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.clause_values import clauses_of
from web.views.condition_words import ConditionWords
from web.views.copies import open_copy
from web.views.copy_forms import cannot, opened, unreadable
from web.views.copy_saving import store_draft
from web.views.fields import issues_under
from web.views.looked import look

__all__ = ["routes"]

BY = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the list."""

    place: QuestionPlace
    text: str
    when: str
    buttons: tuple[str, ...]
    errors: int
    advice: int


@dataclass(frozen=True, slots=True)
class StageRows:
    name: str
    title: str
    rows: tuple[Row, ...]


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: str = "") -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable():
        return unreadable(asked, store)
    issues = look(found.copy.files).examined.issues
    rows = _Rows(asked, found.draft, issues)
    listed = [
        StageRows(name_of(data, "stage"), name_of(data, "title"), rows.of(name_of(data, "stage")))
        for _, data in stages(found.draft)
    ]
    return asked.shown(
        "copy_form.html",
        422 if problem else 200,
        copy=open_copy(asked, store),
        stages=listed,
        language=str(found.draft.data(FLOW).get("language", "")),
        errors=sum(issue.severity is Severity.ERROR for issue in issues),
        advice=sum(issue.severity is not Severity.ERROR for issue in issues),
        clauses=clauses_of(found.draft),
        problem=problem,
    )


class _Rows:
    def __init__(self, asked: Asked, draft: Draft, issues: Sequence[Issue]) -> None:
        self.draft, self.issues = draft, issues
        self.words = ConditionWords(draft, asked.say)

    def of(self, stage: str) -> tuple[Row, ...]:
        return tuple(self._row(each) for each in questions(self.draft) if each.stage == stage)

    def _row(self, place: QuestionPlace) -> Row:
        found = [issue for file in self._files() for issue in self._about(file, place)]
        errors = sum(issue.severity is Severity.ERROR for issue in found)
        labels = [words for _, words in self.words.values(place)]
        return Row(
            place,
            self.words.text(place),
            self.words.of(place.data),
            tuple(labels) if option_names(place) or place.kind in ("yes_no", "scale") else (),
            errors,
            len(found) - errors,
        )

    def _files(self) -> tuple[str, ...]:
        return (FLOW, *(file for _, file in self.draft.overlays()))

    def _about(self, file: str, place: QuestionPlace) -> list[Issue]:
        under = issues_under(self.issues, file, tuple(map(str, place.over)))
        is_part = place.kind == "list"
        return [
            issue
            for where, held in under.items()
            if not (is_part and where.startswith("item."))
            for issue in held
        ]


def arrange(asked: Asked, store: WriteStore) -> Reply:
    """One question, one place up or down."""
    found = opened(asked, store)
    act, _, name = asked.form.raw("do").partition(":")
    try:
        find(found.draft, name)
        draft = move_question(found.draft, name, BY[act])
    except LookupError:  # somebody took it away meanwhile
        return drawn(asked, store, asked.say.say("form.cannot.missing"))
    except CannotRewrite as refused:
        return drawn(asked, store, cannot(asked, refused))
    is_new = store_draft(asked, store, found.copy, draft)
    where = asked.url("copy_form", copy=found.copy.public_id)
    return asked.moved(f"{where}#q-{name}", "form.moved" if is_new else "form.same")


routes = (Page(*("copy_form", "/flows/copies/{copy}/form", Access.ADMIN), show=show, act=arrange),)
