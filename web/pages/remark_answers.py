"""After the verdict: a leader's question about a remark is answered, and remarks are closed."""

from __future__ import annotations

from charter.remark import LONGEST, RemarkState
from charter.review import Side
from storage.errors import Overtaken
from storage.repositories import remarks, timers
from storage.stores import WriteStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.pages.draft import number_in
from web.pages.remarks import (
    HERE,
    back,
    back_to,
    expect_shown,
    overtaken,
    refused,
    remark_in,
)
from web.reply import Reply
from web.views.acts import expect, record
from web.views.draft import open_draft

__all__ = ["routes"]

#: states that a coach may close: there is nothing that the leader still waits for
CLOSABLE = {RemarkState.OPEN, RemarkState.REVISED, RemarkState.KEPT, RemarkState.ANSWERED}


def answer(asked: Asked, store: WriteStore) -> Reply:
    """What the leader asked about a remark; they are told at once."""
    draft = open_draft(asked, store, _number(asked))
    remark, text = remark_in(asked, draft), asked.form.text("text")
    place = f"remark-{remark.public_id}"
    if not 0 < len(text) <= LONGEST:
        key = "remarks.too_long" if text else "remarks.empty_answer"
        said = asked.say.say(key, most=LONGEST, length=len(text))
        return refused(asked, store, draft, place, said)
    try:
        expect_shown(asked, draft, remark)
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
        return overtaken(asked, store, draft, place)
    if not draft.filled_in:  # else there is nobody to tell
        key = f"reply:{remark.public_id}"
        timers.schedule(store, key, due=asked.now, payload={"note": note.id})
    record(asked, store, draft.review, "remark:answer", remark=remark.public_id)
    return back_to(asked, draft, remark, "remarks.answered")


def close(asked: Asked, store: WriteStore) -> Reply:
    """Nothing more is needed."""
    draft = open_draft(asked, store, _number(asked))
    remark = remark_in(asked, draft)
    try:
        expect_shown(asked, draft, remark)
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
        return overtaken(asked, store, draft, f"remark-{remark.public_id}")
    record(asked, store, draft.review, "remark:close", remark=remark.public_id)
    return back_to(asked, draft, remark, "remarks.closed")


def _number(asked: Asked) -> int | None:
    """The revision that the remark was made on, as its page says."""
    text = asked.form.raw("number")
    return number_in(text) if text else None


routes = (
    Page("answer_remark", f"{HERE}/{{remark}}/answer", Access.COACH, act=answer, then=back),
    Page("close_remark", f"{HERE}/{{remark}}/close", Access.COACH, act=close, then=back),
)
