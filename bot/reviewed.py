"""Where a charter stands with the coaches, and what an answer does to their remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style, Way
from bot.remark_about import is_changed, questions_of, sent_document
from bot.remark_cards import Cards, card, cards_of
from bot.telling import messages
from charter.remark import AnchorKind, Audience, RemarkState
from charter.review import ReviewStatus, Side, holder
from flows.events import RunEnded
from storage.repositories import audit, remarks, reviews

if TYPE_CHECKING:
    from bot.visit import Visit
    from flows.events import Event
    from flows.run import Run
    from storage.repositories.remarks import Remark

__all__ = [
    "at_rest",
    "following",
    "is_leaders",
    "is_to_revise",
    "recorded",
    "revise_remarks",
    "told",
]

#: a coach has read it, and it is for the leader again
TO_REVISE = {ReviewStatus.CHANGES_REQUESTED, ReviewStatus.REDO_WITH_SUPPORT}


def is_to_revise(status: ReviewStatus | None) -> bool:
    """Remarks may wait for the leader."""
    return status in TO_REVISE


def is_leaders(status: ReviewStatus | None) -> bool:
    """It is for the leader to act: nobody else has the charter."""
    return status is None or holder(status) is Side.LEADER


def told(visit: Visit, events: tuple[Event, ...]) -> tuple[Message, ...]:
    """What happened, and once nothing is asked where the charter stands: it was sent before."""
    ended = any(isinstance(event, RunEnded) for event in events)
    resting = at_rest(visit) if ended else ()
    kept = events
    if resting:
        kept = tuple(event for event in events if not isinstance(event, RunEnded))
    noted = Message((Passage(Style.NOTED, visit.say.say("remarks.revised")),))
    revised, visit.revised = visit.revised, ()
    return (*([noted] if revised else []), *messages(kept, visit.say), *resting)


def at_rest(visit: Visit) -> tuple[Message, ...]:
    """What to do next; nothing where the end of the walk says it already."""
    status, say = visit.stored.review, visit.say
    if is_to_revise(status):
        cards = cards_of(visit)
        return following(visit, cards) if cards is not None else ()
    if status in {ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW}:
        ways = _ways(visit, "draft", "withdraw")
        return (Message((Passage(Style.PLAIN, say.say("review.with_coach")),), ways=ways),)
    if status is ReviewStatus.APPROVED:
        ways = (*_ways(visit, "export"), Way(say.say("ways.reopen"), "submit", "reopen"))
        return (Message((Passage(Style.PLAIN, say.say("review.approved")),), ways=ways),)
    return ()


def following(visit: Visit, cards: Cards) -> tuple[Message, ...]:
    """The next remark to see to; when none is left, sending again."""
    say, waiting = visit.say, cards.following
    if waiting is not None:
        return (card(visit, cards, waiting),)
    if cards.unsettled:
        words = say.say("remarks.asked_only", count=len(cards.unsettled))
        return (Message((Passage(Style.PLAIN, words),), ways=_ways(visit, "remarks")),)
    key = "remarks.all_settled" if cards.remarks else "remarks.none_to_settle"
    passages = [Passage(Style.PLAIN, say.say(key))]
    if cards.suggested:
        left = say.say("remarks.suggestions_left", count=len(cards.suggested))
        passages.append(Passage(Style.HINT, left))
    again = Way(say.say("ways.submit_again"), "submit")
    seen = _ways(visit, *(["remarks"] if cards.remarks else []), "edit", "draft")
    return (Message(tuple(passages), ways=(again, *seen)),)


def revise_remarks(visit: Visit, before: Run) -> None:
    """What the run now says otherwise than before settles the remarks that were about it, whether
    the leader went there for them or not.
    """
    review = reviews.of_alliance(visit.store, visit.stored.alliance_id)
    if review is None or holder(review.status) is not Side.LEADER:
        return
    made = remarks.of_review(visit.store, review.id, review.number)
    waiting = [each for each in made if _is_waiting(each)]
    if not waiting:
        return
    document = sent_document(visit, review)
    for remark in waiting:
        questions = questions_of(visit, document, remark.anchor)
        if is_changed(visit, before, remark.anchor, questions):
            remarks.settle(visit.store, remark, RemarkState.REVISED)
            recorded(visit, "remark:revise", remark)
            visit.revised = (*visit.revised, remark)


def recorded(visit: Visit, action: str, remark: Remark) -> None:
    """Note who did that to a remark."""
    review = reviews.at(visit.store, remark.review_id)
    audit.record(
        visit.store,
        action,
        noun="review",
        key=review.public_id,
        by=visit.contact.person_id,
        now=visit.now,
        details={"remark": remark.public_id},
    )


def _is_waiting(remark: Remark) -> bool:
    """An answer settles it: of the whole charter, only its leader can say."""
    is_theirs = remark.audience is Audience.SHARED and remark.sent_at is not None
    about_answers = remark.anchor.kind is not AnchorKind.WHOLE
    return is_theirs and about_answers and not remark.state.is_settled


def _ways(visit: Visit, *names: str) -> tuple[Way, ...]:
    return tuple(Way(visit.say.say(f"ways.{name}"), name) for name in names)
