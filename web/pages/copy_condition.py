"""When a question is asked: always, or after some answers to an earlier one."""

from __future__ import annotations

from flows.authoring.conditions import (
    Simple,
    condition_of,
    earlier,
    set_condition,
    simple,
    values_of,
)
from flows.authoring.draft import CannotRewrite, Draft
from storage.stores import ReadStore, WriteStore
from web.access import Access
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
    place, words = place_in(asked, found.draft), ConditionWords(found.draft, asked.say)
    now = simple(condition_of(place.data))
    before = tuple(earlier(found.draft, place.name))
    on = asked.query.get("on") or asked.form.raw("on") or (now.question if now else "")
    looked_at = next((each for each in before if each.name == on), None)
    ticked = [str(value) for value in now.values] if now and now.question == on else []
    return asked.shown(
        "copy_condition.html",
        422 if problem else 200,
        copy=open_copy(asked, store),
        place=place,
        text=words.text(place),
        now=words.of(place.data),
        before=[(each.name, words.question(each.name)) for each in before],
        on=looked_at,
        values=[(str(value), said) for value, said in words.values(looked_at)] if looked_at else (),
        ticked=ticked,
        is_any=bool(now and now.question == on and not now.values),
        problem=problem,
    )


def save(asked: Asked, store: WriteStore) -> Reply:
    found = opened(asked, store)
    place = place_in(asked, found.draft)
    if asked.form.raw("do") == "always":
        wanted = None
    else:
        wanted = _wanted(asked, found.draft)
        if wanted is None:
            return drawn(asked, store, asked.say.say("form.condition.choose_first"))
    try:
        draft = set_condition(found.draft, place.name, wanted)
    except CannotRewrite as refused:
        return drawn(asked, store, cannot(asked, refused))
    is_new = store_draft(asked, store, found.copy, draft)
    say = "form.saved" if is_new else "form.same"
    return asked.to("copy_question", say, copy=found.copy.public_id, question=place.name)


def _wanted(asked: Asked, draft: Draft) -> Simple | None:
    """What was ticked; none when nothing was."""
    name = asked.form.raw("on")
    known = {each.name: each for each in earlier(draft, asked.path["question"])}
    if name not in known:
        return None
    values = values_of(known[name])
    if asked.form.raw("any") or not values:
        return Simple(name)
    ticked = asked.form.chosen("value")
    chosen = tuple(value for value, _ in values if str(value) in ticked)
    return Simple(name, chosen) if chosen else None


routes = (
    Page(
        *("copy_condition", "/flows/copies/{copy}/form/{question}/when", Access.ADMIN),
        show=show,
        act=save,
    ),
)
