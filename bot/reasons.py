"""What a leader says about a remark of their coach: why an answer stays, or a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style
from bot.remark_cards import card, cards_of
from bot.reviewed import following, recorded
from bot.told_of import told_of
from charter.remark import RemarkState
from charter.review import Side
from storage.errors import Overtaken
from storage.repositories import notices, remarks
from storage.repositories.notices import NoticeKind

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.remarks import Remark

__all__ = ["asked", "is_closed_to", "kept"]


def kept(visit: Visit, remark: Remark, why: str) -> tuple[Message, ...]:
    """The answer stays, and the coach will read why."""
    refused = _note(visit, remark, RemarkState.KEPT, why)
    if refused is not None:
        return refused
    recorded(visit, "remark:keep", remark)
    return _then(visit, "remarks.kept")


def asked(visit: Visit, remark: Remark, question: str) -> tuple[Message, ...]:
    """The coach is told, and the remark waits for them."""
    refused = _note(visit, remark, RemarkState.ASKED, question)
    if refused is not None:
        return refused
    recorded(visit, "remark:ask", remark)
    cards = cards_of(visit)
    if cards is not None:
        whom = told_of(visit.store, cards.review)
        notices.add(visit.store, whom, NoticeKind.ASKED, cards.review, remark, now=visit.now)
    return _then(visit, "remarks.asked")


def is_closed_to(visit: Visit, remark: Remark) -> tuple[Message, ...] | None:
    """Why nothing can be done about it now; none when something can."""
    cards = cards_of(visit)
    if cards is None or all(each.id != remark.id for each in cards.remarks):
        return (_caution(visit, "remarks.of_before"), *visit.ask_again())
    if not cards.are_open:
        number, now = remark.number, cards.review.number
        key = "remarks.sent_since" if now > number else "remarks.approved_since"
        return (_caution(visit, key, number=number, now=now), *visit.ask_again())
    if remark.state is RemarkState.CLOSED:
        return (_caution(visit, "remarks.states.closed"), *following(visit, cards))
    return None


def _note(
    visit: Visit, remark: Remark, state: RemarkState, text: str
) -> tuple[Message, ...] | None:
    """Keep the words; what to say instead when that is not possible any more."""
    closed = is_closed_to(visit, remark)
    if closed is not None:
        return closed
    if remark.state.is_settled:
        return _settled(visit, remark)
    by = visit.contact.person_id
    try:
        remarks.note(
            visit.store, remark, by=by, side=Side.LEADER, state=state, text=text, now=visit.now
        )
    except Overtaken:
        return _settled(visit, remarks.load(visit.store, remark.public_id))
    return None


def _settled(visit: Visit, remark: Remark) -> tuple[Message, ...]:
    """It was settled elsewhere meanwhile: here it is as it stands."""
    cards = cards_of(visit)
    shown = (card(visit, cards, remark),) if cards is not None else ()
    return (_caution(visit, "remarks.moved"), *shown)


def _then(visit: Visit, key: str) -> tuple[Message, ...]:
    """A word of what was noted, and what comes next."""
    noted = Message((Passage(Style.NOTED, visit.say.say(key)),))
    if visit.stored.run.at is not None:  # they were correcting an answer
        return (noted, *visit.ask_again())
    cards = cards_of(visit)
    return (noted, *(following(visit, cards) if cards is not None else ()))


def _caution(visit: Visit, key: str, **params: object) -> Message:
    return Message((Passage(Style.CAUTION, visit.say.say(key, **params)),))
