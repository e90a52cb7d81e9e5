"""Another alliance: a run of its own, beside those that there are; none beside an empty one."""

from __future__ import annotations

from bot.answered import lines
from bot.beginning import FLOW, begin
from bot.messages import Message
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    if visit.walks and not lines(visit.guide, visit.stored.run):
        return visit.ask_again()  # this one is new already
    live = visit.guides.live(visit.store, FLOW)
    stored, opening = begin(visit.store, visit.contact, live, now=visit.now, new_id=visit.new_id)
    visit.become(stored)
    return opening
