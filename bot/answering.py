"""A coach answers in the chat what a leader asks about a remark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style
from bot.reviewed import recorded
from bot.told_of import may_read
from charter.remark import RemarkState
from charter.review import Side
from storage.errors import Overtaken
from storage.repositories import remarks, reviews, timers

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.remarks import Remark

__all__ = ["REPLY", "answered", "question_about"]

#: of the timers that tell leaders; the remark follows, after a colon
REPLY = "reply"


def question_about(visit: Visit, public_id: str) -> tuple[Remark | None, Message]:
    """The remark whose leader asks something, if it is for this coach to answer, and what to show
    of it; else why not.
    """
    remark = remarks.find(visit.store, public_id)
    if remark is None or not _is_theirs(visit, remark):
        return None, _said(visit, "coach.no_such_question")
    said = remarks.notes(visit.store, [remark])
    if remark.state is not RemarkState.ASKED:
        told = _said(visit, "coach.answered_already")
        return None, replace(told, passages=(*told.passages, *_last(said, Side.COACH)))
    quoted = (
        Passage(Style.HINT, visit.say.say("coach.remarked")),
        Passage(Style.QUOTE, remark.text),
        Passage(Style.HINT, visit.say.say("coach.asks")),
        *_last(said, Side.LEADER),
    )
    return remark, Message(quoted)


def answered(visit: Visit, remark: Remark, words: str) -> tuple[Message, ...]:
    """Keep the answer; the leader is told."""
    found, refused = question_about(visit, remark.public_id)
    if found is None:
        return (refused,)
    by = visit.contact.person_id
    try:
        _, note = remarks.note(
            visit.store,
            found,
            by=by,
            side=Side.COACH,
            state=RemarkState.ANSWERED,
            text=words,
            now=visit.now,
        )
    except Overtaken:
        return (_said(visit, "coach.answered_already"),)
    recorded(visit, "remark:answer", found)
    key = f"{REPLY}:{found.public_id}"
    timers.schedule(visit.store, key, due=visit.now, payload={"note": note.id})
    return (_said(visit, "coach.answer_sent"),)


def _is_theirs(visit: Visit, remark: Remark) -> bool:
    review = reviews.at(visit.store, remark.review_id)
    return may_read(visit.store, review, visit.contact.person_id)


def _last(notes: tuple[remarks.RemarkNote, ...], side: Side) -> tuple[Passage, ...]:
    """What this side said last."""
    said = [Passage(Style.QUOTE, note.text) for note in notes if note.side is side and note.text]
    return tuple(said[-1:])


def _said(visit: Visit, key: str) -> Message:
    return Message((Passage(Style.PLAIN, visit.say.say(key)),))
