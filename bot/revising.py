"""Going back to what a remark is about, with the coach's words above the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style, Way
from bot.places import present
from bot.remark_about import questions_of, sent_document
from bot.remark_cards import card, cards_of
from bot.reviewed import following, recorded
from bot.shortened import shortened
from bot.touch import mark
from charter.remark import AnchorKind, RemarkState
from flows.replies import Revised
from flows.run import Place
from storage.errors import Overtaken
from storage.repositories import remarks, reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.visit import Visit
    from storage.repositories.remarks import Remark

__all__ = ["done", "revise"]

#: characters of a question on its button
SHOWN_AT_MOST = 60
#: questions offered for one remark
QUESTIONS_AT_MOST = 12


def revise(visit: Visit, remark: Remark, which: str) -> tuple[Message, ...]:
    """Ask the question again, the old answer shown; where there are several, which one."""
    place = _place(visit, remark, which)
    above = Message((*_quoted(visit, remark),))
    if place is None:
        ways = tuple(_ways(visit, remark))
        ask = Passage(Style.PLAIN, visit.say.say("remarks.which" if ways else "remarks.gone"))
        edit = Way(visit.say.say("ways.edit"), "edit")
        return (Message((*above.passages, ask), ways=ways or (edit,)),)
    return (above, *visit.reply(Revised(place)))


def done(visit: Visit, remark: Remark, more: str) -> tuple[Message, ...]:
    """The leader has changed what they would of the whole: their word is taken for it."""
    del more
    if remark.state.is_settled:
        return _with(visit, "remarks.settled", remark)
    try:
        remarks.settle(visit.store, remark, RemarkState.REVISED)
    except Overtaken:
        return _with(visit, "remarks.moved", remarks.load(visit.store, remark.public_id))
    recorded(visit, "remark:revise", remark)
    cards = cards_of(visit)
    noted = Message((Passage(Style.NOTED, visit.say.say("remarks.revised")),))
    return (noted, *(following(visit, cards) if cards is not None else ()))


def _place(visit: Visit, remark: Remark, which: str) -> Place | None:
    """Where to go back to; none where it is to be chosen, or is no more."""
    if remark.anchor.kind is AnchorKind.ANSWER:
        found = present(visit, Place.read(remark.anchor.key))
        places = (found, Place(found.question))  # an item may be gone, and its list still there
        return next((place for place in places if _exists(visit, place)), None)
    questions = _questions(visit, remark)
    there = [name for name in questions if _exists(visit, Place(name))]
    if which:
        there = [name for name in there if which in {name, mark(name)}]
    return Place(there[0]) if len(there) == 1 else None


def _ways(visit: Visit, remark: Remark) -> Iterator[Way]:
    """Of a clause its questions; of the whole charter its clauses."""
    if remark.anchor.kind is AnchorKind.WHOLE:
        yield Way(visit.say.say("ways.draft"), "draft")
        yield Way(visit.say.say("ways.edit"), "edit")
        return
    language = visit.stored.run.language
    for name in _questions(visit, remark)[:QUESTIONS_AT_MOST]:
        if _exists(visit, Place(name)):
            asked = visit.guide.compiled.question(name, language).text
            argument = f"revise {remark.public_id} {mark(name)}"  # a button holds no more
            yield Way(shortened(asked, SHOWN_AT_MOST), "remarks", argument, anywhere=True)


def _questions(visit: Visit, remark: Remark) -> tuple[str, ...]:
    review = reviews.at(visit.store, remark.review_id)
    return questions_of(visit, sent_document(visit, review), remark.anchor)


def _exists(visit: Visit, place: Place) -> bool:
    """It may still be asked: another answer may have made it pointless."""
    return visit.work(Revised(place)).run.at == place


def _quoted(visit: Visit, remark: Remark) -> Iterator[Passage]:
    yield Passage(Style.HINT, visit.say.say("remarks.coach"))
    yield Passage(Style.QUOTE, remark.text)


def _with(visit: Visit, key: str, remark: Remark) -> tuple[Message, ...]:
    cards = cards_of(visit)
    shown = (card(visit, cards, remark),) if cards is not None else ()
    return (Message((Passage(Style.CAUTION, visit.say.say(key)),)), *shown)
