"""Remarks: made, said otherwise, and taken away until they are sent."""

from __future__ import annotations

from typing import TypedDict

from charter.remark import Audience, NoSuchAnchor, Weight
from storage.errors import Overtaken
from storage.repositories import remarks, typed_texts
from storage.repositories.remarks import Remark
from storage.stores import WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.pages.draft import drawn
from web.reply import Reply
from web.typing_kept import keep_typed
from web.views.acts import expect, others, record
from web.views.draft import Draft, open_draft
from web.views.problem import Problem
from web.views.remark_form import (
    MARKS,
    Filled,
    clause_of,
    number_of,
    read_remark,
    refusal,
    values_of,
)

__all__ = ["HERE", "back", "back_to", "expect_shown", "overtaken", "refused", "remark_in", "routes"]


def add(asked: Asked, store: WriteStore) -> Reply:
    draft = open_draft(asked, store)
    under, filled = asked.form.raw("under"), read_remark(asked.form)
    if ready := asked.form.raw("ready"):
        return _begun(asked, store, draft, under, ready)
    said = refusal(asked, filled, draft.remarks)
    if said or not draft.is_open:
        return refused(asked, store, draft, f"form-{under}", said or _closed(asked))
    try:
        excerpt = draft.beside.excerpt(filled.anchor)
    except NoSuchAnchor:
        gone = asked.say.say("remarks.no_such_anchor")
        return refused(asked, store, draft, f"form-{under}", gone)
    made = remarks.add(
        store,
        draft.review,
        public_id=asked.desk.new_id(),
        by=asked.who.person.id,
        anchor=filled.anchor,
        excerpt=excerpt,
        now=asked.now,
        **_said(filled),
    )
    record(
        asked,
        store,
        draft.review,
        "remark:add",
        remark=made.public_id,
        number=made.number,
        clause=number_of(draft.beside, made.anchor),
    )
    _forget(asked, store, f"{draft.review.public_id}:ready:{under}")
    return back_to(asked, draft, made, "remarks.added")


def change(asked: Asked, store: WriteStore) -> Reply:
    draft = open_draft(asked, store)
    remark, filled = remark_in(asked, draft), read_remark(asked.form)
    place = f"remark-{remark.public_id}"
    kept = tuple(other for other in draft.remarks if other.id != remark.id)
    said = refusal(asked, filled, kept)
    if said or not draft.is_open:
        return refused(asked, store, draft, place, said or _closed(asked))
    try:
        expect_shown(asked, draft, remark)
        remarks.change(store, remark, **_said(filled))
    except Overtaken:
        return overtaken(asked, store, draft, place)
    record(asked, store, draft.review, "remark:change", remark=remark.public_id)
    return back_to(asked, draft, remark, "remarks.changed")


def remove(asked: Asked, store: WriteStore) -> Reply:
    draft = open_draft(asked, store)
    remark = remark_in(asked, draft)
    try:
        expect_shown(asked, draft, remark)
        expect(draft.is_open, draft.review)
        remarks.remove(store, remark)
    except Overtaken:
        return overtaken(asked, store, draft, f"remark-{remark.public_id}")
    record(asked, store, draft.review, "remark:remove", remark=remark.public_id)
    _forget(asked, store, f"{draft.review.public_id}:edit:{remark.public_id}")
    clause = clause_of(draft.beside, remark.anchor)
    near = f"clause-{clause}" if clause else "whole"
    where = asked.url("draft", alliance=draft.review.public_id)
    return asked.moved(f"{where}#{near}", "remarks.removed", near=near)


def _begun(asked: Asked, store: WriteStore, draft: Draft, under: str, ready: str) -> Reply:
    """A ready question is put after what is written already, which is kept meanwhile."""
    review = draft.review.public_id
    keep_typed(
        store,
        asked.who.person.id,
        [(f"{review}:ready:{under}", asked.form.text("text"))],
        now=asked.now,
    )
    chosen = {name: asked.form.raw(name) for name in ("about", *MARKS) if asked.form.raw(name)}
    where = asked.url("draft", alliance=review, under=under, ask=ready, **chosen)
    return asked.moved(f"{where}#form-{under}-text")


def remark_in(asked: Asked, draft: Draft) -> Remark:
    wanted = asked.path["remark"]
    found = next((each for each in draft.remarks if each.public_id == wanted), None)
    if found is None:
        raise Missing
    return found


class Said(TypedDict):
    """What may be said otherwise later."""

    text: str
    audience: Audience
    weight: Weight
    priority: bool


def _said(filled: Filled) -> Said:
    return {
        "text": filled.text,
        "audience": filled.audience,
        "weight": filled.weight,
        "priority": filled.priority and filled.audience is Audience.SHARED,
    }


def expect_shown(asked: Asked, draft: Draft, remark: Remark) -> None:
    expect(asked.form.raw("version") == str(remark.version), draft.review)


def _closed(asked: Asked) -> str:
    return asked.say.say("remarks.not_open")


def refused(asked: Asked, store: WriteStore, draft: Draft, place: str, said: str) -> Reply:
    return drawn(asked, store, draft, Problem(place, said, values_of(asked.form)))


def overtaken(asked: Asked, store: WriteStore, draft: Draft, place: str) -> Reply:
    said, done = asked.say.say("overtaken.remark"), others(asked, store, draft.review.public_id)
    problem = Problem(place, said, values_of(asked.form), others=done, status=409)
    return drawn(asked, store, draft, problem)


def _forget(asked: Asked, store: WriteStore, field: str) -> None:
    typed_texts.drop(store, asked.who.person.id, [field])


def back_to(asked: Asked, draft: Draft, remark: Remark, say: str) -> Reply:
    alliance = draft.review.public_id
    if draft.is_last:
        where = asked.url("draft", alliance=alliance)
    else:
        where = asked.url("revision", alliance=alliance, number=remark.number)
    near = f"remark-{remark.public_id}"
    return asked.moved(f"{where}#{near}", say, near=near)


def back(asked: Asked) -> str:
    return asked.url("draft", alliance=asked.path["alliance"])


HERE = "/drafts/{alliance}/remarks"
routes = (
    Page("add_remark", HERE, Access.COACH, act=add, then=back),
    Page("change_remark", f"{HERE}/{{remark}}", Access.COACH, act=change, then=back),
    Page("remove_remark", f"{HERE}/{{remark}}/remove", Access.COACH, act=remove, then=back),
)
