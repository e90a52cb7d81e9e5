"""Telling a leader what their coach answers about a remark: the card again, with the answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering import REPLY
from bot.leaders import Leaders, can_be_told, is_put_off
from bot.messages import Message, Passage, Style
from bot.remark_cards import card, cards_of
from bot.reminders import Tell
from charter.remark import Audience
from storage.repositories import remarks, reviews
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["CoachReplies"]


@dataclass(frozen=True, slots=True)
class CoachReplies:
    """What such a timer does, inside its transaction."""

    leaders: Leaders
    tell: Tell

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        remark = remarks.find(store, timer.key.partition(":")[2])
        if remark is None or remark.audience is not Audience.SHARED or remark.sent_at is None:
            return
        visit = self.leaders.of(store, reviews.at(store, remark.review_id))
        if visit is None or not can_be_told(visit) or is_put_off(visit, timer):
            return
        cards = cards_of(visit)
        if cards is None or all(each.id != remark.id for each in cards.remarks):
            return  # there are later remarks: this one is of before
        told = Message((Passage(Style.PLAIN, visit.say.say("remarks.answered")),))
        key = f"{REPLY}:{remark.public_id}:{timer.payload['note']}"
        self.tell(store, visit, (told, card(visit, cards, remark)), key=key)
