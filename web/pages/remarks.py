"""Remarks: made, said otherwise, taken away until they are sent; answered and closed afterwards."""

from __future__ import annotations

from typing import TypedDict

from charter.remark import LONGEST, Audience, NoSuchAnchor, RemarkState, Weight
from charter.review import Side
from storage.errors import Overtaken
from storage.repositories import remarks, timers, typed_texts
from storage.repositories.remarks import Remark
from storage.stores import WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.pages.draft import drawn, number_in
from web.reply import Reply
from web.typing_kept import keep_typed
from web.views.acts import expect, others, record
from web.views.draft import Draft, open_draft
from web.views.problem import Problem
from web.views.remark_form import Filled, read_remark, refusal, values_of
from web.views.sheet import MARKS

__all__ = ["routes"]

#: states that a coach may close: there is nothing that the leader still waits for
CLOSABLE = {RemarkState.OPEN, RemarkState.REVISED, RemarkState.KEPT, RemarkState.ANSWERED}


def add(asked: Asked, store: WriteStore) -> Reply:
    draft = open_draft(asked, store)
    under, filled = asked.form.raw("under"), read_remark(asked.form)
    if ready := asked.form.raw("ready"):
        return _begun(asked, store, draft, under, ready)
    said = refusal(asked, filled, draft.remarks)
    if said or not draft.is_open:
        return _refused(asked, store, draft, f"form-{under}", said or _closed(asked))
    try:
        excerpt = draft.beside.excerpt(filled.anchor)
    except NoSuchAnchor:
        gone = asked.say.say("remarks.no_such_anchor")
        return _refused(asked, store, draft, f"form-{under}", gone)
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
    record(asked, store, draft.review, "remark:add", remark=made.public_id, number=made.number)
    _forget(asked, store, f"{draft.review.public_id}:ready:{under}")
    return _back_to(asked, draft, made, "remarks.added")


def change(asked: Asked, store: WriteStore) -> Reply:
    draft = open_draft(asked, store)
    remark, filled = _remark(asked, draft), read_remark(asked.form)
    place = f"remark-{remark.public_id}"
    kept = tuple(other for other in draft.remarks if other.id != remark.id)
    said = refusal(asked, filled, kept)
    if said or not draft.is_open:
        return _refused(asked, store, draft, place, said or _closed(asked))
    try:
        _expect_shown(asked, draft, remark)
        remarks.change(store, remark, **_said(filled))
    except Overtaken:
        return _overtaken(asked, store, draft, place)
    record(asked, store, draft.review, "remark:change", remark=remark.public_id)
    return _back_to(asked, draft, remark, "remarks.changed")


def remove(asked: Asked, store: WriteStore) -> Reply:
    draft = open_draft(asked, store)
    remark = _remark(asked, draft)
    try:
        _expect_shown(asked, draft, remark)
        expect(draft.is_open, draft.review)
        remarks.remove(store, remark)
    except Overtaken:
        return _overtaken(asked, store, draft, f"remark-{remark.public_id}")
    record(asked, store, draft.review, "remark:remove", remark=remark.public_id)
    _forget(asked, store, f"{draft.review.public_id}:edit:{remark.public_id}")
    return asked.to("draft", "remarks.removed", alliance=draft.review.public_id)


def answer(asked: Asked, store: WriteStore) -> Reply:
    """What the leader asked about a remark; they are told at once."""
    draft = open_draft(asked, store, _number(asked))
    remark, text = _remark(asked, draft), asked.form.text("text")
    place = f"remark-{remark.public_id}"
    if not 0 < len(text) <= LONGEST:
        key = "remarks.too_long" if text else "remarks.empty_answer"
        said = asked.say.say(key, most=LONGEST, length=len(text))
        return _refused(asked, store, draft, place, said)
    try:
        _expect_shown(asked, draft, remark)
        expect(remark.state is RemarkState.ASKED, draft.review)
        _, note = remarks.note(
            store,
            remark,
            by=asked.who.person.id,
            side=Side.COACH,
            state=RemarkState.ANSWERED,
            text=text,
            now=asked.now,
        )
    except Overtaken:
        return _overtaken(asked, store, draft, place)
    if not draft.filled_in:  # else there is nobody to tell
        key = f"reply:{remark.public_id}"
        timers.schedule(store, key, due=asked.now, payload={"note": note.id})
    record(asked, store, draft.review, "remark:answer", remark=remark.public_id)
    return _back_to(asked, draft, remark, "remarks.answered")


def close(asked: Asked, store: WriteStore) -> Reply:
    """Nothing more is needed."""
    draft = open_draft(asked, store, _number(asked))
    remark = _remark(asked, draft)
    try:
        _expect_shown(asked, draft, remark)
        expect(remark.sent_at is not None and remark.state in CLOSABLE, draft.review)
        remarks.note(
            store,
            remark,
            by=asked.who.person.id,
            side=Side.COACH,
            state=RemarkState.CLOSED,
            text="",
            now=asked.now,
        )
    except Overtaken:
        return _overtaken(asked, store, draft, f"remark-{remark.public_id}")
    record(asked, store, draft.review, "remark:close", remark=remark.public_id)
    return _back_to(asked, draft, remark, "remarks.closed")


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
    return asked.moved(f"{where}#form-{under}")


def _remark(asked: Asked, draft: Draft) -> Remark:
    wanted = asked.path["remark"]
    found = next((each for each in draft.remarks if each.public_id == wanted), None)
    if found is None:
        raise Missing
    return found


def _number(asked: Asked) -> int | None:
    """The revision that the remark was made on, as its page says."""
    text = asked.form.raw("number")
    return number_in(text) if text else None


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


def _expect_shown(asked: Asked, draft: Draft, remark: Remark) -> None:
    expect(asked.form.raw("version") == str(remark.version), draft.review)


def _closed(asked: Asked) -> str:
    return asked.say.say("remarks.not_open")


def _refused(asked: Asked, store: WriteStore, draft: Draft, place: str, said: str) -> Reply:
    return drawn(asked, store, draft, Problem(place, said, values_of(asked.form)))


def _overtaken(asked: Asked, store: WriteStore, draft: Draft, place: str) -> Reply:
    said, done = asked.say.say("overtaken.remark"), others(asked, store, draft.review.public_id)
    problem = Problem(place, said, values_of(asked.form), others=done, status=409)
    return drawn(asked, store, draft, problem)


def _forget(asked: Asked, store: WriteStore, field: str) -> None:
    typed_texts.drop(store, asked.who.person.id, [field])


def _back_to(asked: Asked, draft: Draft, remark: Remark, say: str) -> Reply:
    alliance = draft.review.public_id
    if draft.is_last:
        where = asked.url("draft", alliance=alliance)
    else:
        where = asked.url("revision", alliance=alliance, number=remark.number)
    return asked.moved(f"{where}#remark-{remark.public_id}", say)


def back(asked: Asked) -> str:
    return asked.url("draft", alliance=asked.path["alliance"])


HERE = "/drafts/{alliance}/remarks"
routes = (
    Page("add_remark", HERE, Access.COACH, act=add, then=back),
    Page("change_remark", f"{HERE}/{{remark}}", Access.COACH, act=change, then=back),
    Page("remove_remark", f"{HERE}/{{remark}}/remove", Access.COACH, act=remove, then=back),
    Page("answer_remark", f"{HERE}/{{remark}}/answer", Access.COACH, act=answer, then=back),
    Page("close_remark", f"{HERE}/{{remark}}/close", Access.COACH, act=close, then=back),
)
