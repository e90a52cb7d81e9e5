"""What is seldom done with a question: another name, stage or kind; and taking it away."""

from __future__ import annotations

from flows.authoring.draft import CannotRewrite, Draft
from flows.authoring.places import QuestionPlace, formers_of, name_of, questions, stages
from flows.authoring.proposing import is_name
from flows.authoring.questions import change_kind, names_in, place_question, remove_question
from flows.authoring.references import mentions
from flows.authoring.renaming import rename_question
from storage.stores import ReadStore, WriteStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.condition_words import ConditionWords
from web.views.copies import open_copy
from web.views.copy_forms import Opened, cannot, opened, place_in, unreadable
from web.views.copy_saving import store_draft

__all__ = ["routes"]

#: a kind that takes any answer over as words
WORDS = ("text", "long_text")
#: kinds that need nothing more than their texts
PLAIN = (*WORDS, "yes_no", "number", "date", "people", "note")


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store)


def drawn(asked: Asked, store: ReadStore, problem: str = "") -> Reply:
    found = opened(asked, store)
    if not found.draft.is_readable():
        return unreadable(asked, store)
    place, words = place_in(asked, found.draft), ConditionWords(found.draft, asked.say)
    others = [each for each in questions(found.draft) if not each.whole and each != place]
    return asked.shown(
        "copy_question_more.html",
        422 if problem else 200,
        copy=open_copy(asked, store),
        place=place,
        text=words.text(place),
        is_published=found.published.has(place.name),
        stages=[(name_of(d, "stage"), name_of(d, "title")) for _, d in stages(found.draft)],
        kinds=kinds(found, place),
        others=[(each.name, words.question(each.name)) for each in others],
        next=following(found.draft, place),
        used=sum(1 for _ in mentions(found.draft, place.name)),
        name=asked.form.text("name") or place.name,
        because=asked.form.text("because"),
        problem=problem,
    )


def kinds(found: Opened, place: QuestionPlace) -> tuple[str, ...]:
    """Those that it may become: an answer that was given has to stay one."""
    former = found.published.kind(found.draft, place.name)
    allowed = (former, *WORDS) if former else PLAIN
    return tuple(
        dict.fromkeys(kind for kind in (place.kind, *allowed) if kind in (*PLAIN, place.kind))
    )


def following(draft: Draft, place: QuestionPlace) -> str:
    """The question after it, where who stands there goes on."""
    names = [each.name for each in questions(draft) if not each.whole]
    here = names.index(place.whole or place.name)
    return next(iter(names[here + 1 :]), "")


def save(asked: Asked, store: WriteStore) -> Reply:
    found = opened(asked, store)
    place = place_in(asked, found.draft)
    wrong = refusal(asked, found, place)
    if wrong:
        return drawn(asked, store, asked.say.say(wrong))
    try:
        draft = done(asked, found, place)
    except CannotRewrite as refused:
        return drawn(asked, store, cannot(asked, refused))
    say = "form.saved" if store_draft(asked, store, found.copy, draft) else "form.same"
    if asked.form.raw("do") == "remove":
        return asked.to("copy_form", say, copy=found.copy.public_id)
    name = asked.form.text("name") if asked.form.raw("do") == "rename" else place.name
    return asked.to("copy_question", say, copy=found.copy.public_id, question=name)


def refusal(asked: Asked, found: Opened, place: QuestionPlace) -> str:
    """The phrase of why it cannot be done; empty when it can."""
    name = asked.form.text("name")
    match asked.form.raw("do"):
        case "rename":
            taken = names_in(found.draft) - {place.name, *formers_of(place.data)}
            return "" if is_name(name) and name not in taken else "form.wrong.name"
        case "stage":
            known = [name_of(data, "stage") for _, data in stages(found.draft)]
            return "" if asked.form.raw("stage") in known else "form.wrong.stage"
        case "kind":
            return "" if asked.form.raw("kind") in kinds(found, place) else "form.wrong.kind"
        case "remove":
            is_said = asked.form.text("because") or not found.published.has(place.name)
            return "" if is_said else "form.because_first"
        case _:
            return "form.wrong.title"


def done(asked: Asked, found: Opened, place: QuestionPlace) -> Draft:
    match asked.form.raw("do"):
        case "rename":
            new = asked.form.text("name")
            return rename_question(found.draft, place.name, new, published=found.published)
        case "stage":
            return place_question(found.draft, place.name, asked.form.raw("stage"))
        case "kind":
            kind = asked.form.raw("kind")
            return found.draft if kind == place.kind else change_kind(found.draft, place.name, kind)
        case _:
            known = {each.name for each in questions(found.draft)} - {place.name}
            at = asked.form.raw("continue_at")
            return remove_question(
                found.draft,
                place.name,
                asked.form.text("because"),
                continue_at=at if at in known else "",
                published=found.published,
            )


routes = (
    Page(
        *("copy_question_more", "/flows/copies/{copy}/form/{question}/more", Access.ADMIN),
        show=show,
        act=save,
        then=lambda a: a.url("copy_form", copy=a.path["copy"]),
    ),
)
