"""The remarks of a coach as cards: what each is about, what was said, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style, Way
from bot.remark_about import about
from charter.remark import AnchorKind, Audience, RemarkState, Weight
from charter.review import ReviewStatus, Side, holder
from storage.repositories import remarks, reviews

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.remarks import Remark, RemarkNote
    from storage.repositories.reviews import Review

__all__ = ["Cards", "card", "cards_of"]

#: states in which it is for the leader to do something
OF_THE_LEADER = {RemarkState.OPEN, RemarkState.ANSWERED}
#: a coach has decided on the last revision; else the last remarks are of one before
DECIDED = {
    *(ReviewStatus.CHANGES_REQUESTED, ReviewStatus.REDO_WITH_SUPPORT, ReviewStatus.APPROVED),
    ReviewStatus.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Cards:
    """The shared remarks of the last reading, what matters most first."""

    review: Review
    remarks: tuple[Remark, ...]
    #: by the number of the remark
    notes: Mapping[int, tuple[RemarkNote, ...]]

    @property
    def are_open(self) -> bool:
        """The leader may still act on them: nothing was sent since."""
        is_theirs = holder(self.review.status) is Side.LEADER
        return is_theirs and all(each.number == self.review.number for each in self.remarks)

    @property
    def unsettled(self) -> tuple[Remark, ...]:
        """What must be settled before sending again."""
        return tuple(
            each
            for each in self.remarks
            if each.weight is Weight.MUST_FIX and not each.state.is_settled
        )

    @property
    def suggested(self) -> tuple[Remark, ...]:
        """Suggestions that were neither taken nor left."""
        return tuple(
            each
            for each in self.remarks
            if each.weight is Weight.SUGGESTION and not each.state.is_settled
        )

    @property
    def following(self) -> Remark | None:
        """The next one to see to."""
        waiting = (each for each in self.unsettled if each.state in OF_THE_LEADER)
        return next(waiting, None)


def cards_of(visit: Visit) -> Cards | None:
    """Those of the alliance of the visit; none when it was never sent."""
    review = reviews.of_alliance(visit.store, visit.stored.alliance_id)
    if review is None:
        return None
    sent = [
        each
        for each in remarks.of_review(visit.store, review.id)
        if each.audience is Audience.SHARED and each.sent_at is not None
    ]
    last = max((each.number for each in sent), default=0)
    number = review.number if review.status in DECIDED else last
    found = tuple(sorted((each for each in sent if each.number == number), key=_rank))
    notes: dict[int, tuple[RemarkNote, ...]] = {}
    for note in remarks.notes(visit.store, found) if found else ():
        notes[note.remark_id] = (*notes.get(note.remark_id, ()), note)
    return Cards(review, found, notes)


def card(visit: Visit, cards: Cards, remark: Remark) -> Message:
    """One remark, with its buttons while the leader may act on it."""
    passages = (*_head(visit, cards, remark), *_said(visit, cards, remark))
    return Message(passages, ways=tuple(_ways(visit, remark)) if cards.are_open else ())


def _rank(remark: Remark) -> tuple[bool, bool, int]:
    return not remark.priority, remark.weight is Weight.SUGGESTION, remark.id


def _head(visit: Visit, cards: Cards, remark: Remark) -> Iterator[Passage]:
    say = visit.say
    kind = "priority" if remark.priority else str(remark.weight)
    head = say.say(
        "remarks.head",
        number=[each.id for each in cards.remarks].index(remark.id) + 1,
        of=len(cards.remarks),
        kind=say.say(f"remarks.kinds.{kind}"),
    )
    yield Passage(Style.HEADING, head)
    found = about(visit, remark)
    yield Passage(Style.QUESTION, found.title)
    if found.answer:
        yield Passage(Style.NOTED, say.say("remarks.answer", answer=found.answer))


def _said(visit: Visit, cards: Cards, remark: Remark) -> Iterator[Passage]:
    """The remark, then all that was said about it, in order."""
    say = visit.say
    yield Passage(Style.HINT, say.say("remarks.coach"))
    yield Passage(Style.QUOTE, remark.text)
    for note in cards.notes.get(remark.id, ()):
        if note.text:
            who = "coach" if note.side is Side.COACH else "you"
            yield Passage(Style.HINT, say.say(f"remarks.{who}"))
            yield Passage(Style.QUOTE, note.text)
    if remark.state is not RemarkState.OPEN:
        yield Passage(Style.HINT, say.say(f"remarks.states.{remark.state}"))


def _ways(visit: Visit, remark: Remark) -> Iterator[Way]:
    for verb in _verbs(remark):
        label = visit.say.say(f"remarks.ways.{verb}")
        yield Way(label, "remarks", f"{verb} {remark.public_id}", anywhere=True)


def _verbs(remark: Remark) -> Iterator[str]:
    """What may be done: nothing more once the coach needs nothing more."""
    if remark.state is RemarkState.CLOSED:
        return
    yield "revise"
    if remark.state.is_settled:
        return
    if remark.anchor.kind is AnchorKind.WHOLE:
        yield "done"
    yield "keep"
    if remark.state is not RemarkState.ASKED:
        yield "ask"
