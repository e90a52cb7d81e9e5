"""Telling a leader what their coach decided, strength first, then a card for each remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.approval import congratulations
from bot.leaders import Leaders, can_be_told, is_put_off
from bot.messages import Message, Passage, Style, Way
from bot.remark_cards import Cards, card, cards_of
from bot.reminders import Tell
from bot.reviewed import following
from bot.visit import Visit
from bot.watching import watch
from charter.verdict import Verdict
from storage.repositories import readings, reviews
from storage.repositories.readings import Reading
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["VERDICT", "Verdicts"]

#: of the timers that tell leaders; the alliance follows, after a colon
VERDICT = "verdict"
#: cards sent unasked; the others are a command away
CARDS_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What such a timer does, inside its transaction."""

    leaders: Leaders
    tell: Tell

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        alliance, number = timer.key.partition(":")[2], timer.payload["number"]
        review = reviews.find(store, alliance)
        if review is None or review.number != number:
            return  # it was sent again since
        visit = self.leaders.of(store, review)
        reading = readings.load(store, review)
        if visit is None or reading.verdict is None:
            return
        watch(store, visit.stored, visit.contact, visit.guide)
        if not can_be_told(visit) or is_put_off(visit, timer):
            return
        cards = cards_of(visit)
        if cards is not None:
            told = tuple(_told(visit, cards, reading))
            self.tell(store, visit, told, key=f"{VERDICT}:{alliance}:{number}")


def _told(visit: Visit, cards: Cards, reading: Reading) -> Iterator[Message]:
    match reading.verdict:
        case Verdict.READY:
            yield from congratulations(visit, cards, reading)
        case _:
            yield Message(tuple(_verdict(visit, cards, reading)))
            yield from _cards(visit, cards)


def _verdict(visit: Visit, cards: Cards, reading: Reading) -> Iterator[Passage]:
    say, review = visit.say, cards.review
    title = review.title or say.say("alliances.untitled")
    read = say.say("verdict.read", number=review.number, title=title)
    yield Passage(Style.HEADING, read)
    if reading.strength:
        yield Passage(Style.PLAIN, say.say("verdict.strength"))
        yield Passage(Style.QUOTE, reading.strength)
    yield Passage(Style.PLAIN, say.say(f"verdict.{reading.verdict}"))
    if reading.supports:
        yield Passage(Style.PLAIN, say.say("verdict.supports"))
    for support in reading.supports:
        yield Passage(Style.ENTRY, f"• {say.say(f'supports.{support}')}")
    if cards.remarks:
        yield Passage(Style.HINT, say.say("verdict.cards", count=len(cards.remarks)))


def _cards(visit: Visit, cards: Cards) -> Iterator[Message]:
    for remark in cards.remarks[:CARDS_AT_MOST]:
        yield card(visit, cards, remark)
    if len(cards.remarks) > CARDS_AT_MOST:
        more = Way(visit.say.say("ways.remarks"), "remarks")
        yield Message((Passage(Style.PLAIN, visit.say.say("verdict.more")),), ways=(more,))
    elif not cards.unsettled:
        yield from following(visit, cards)
