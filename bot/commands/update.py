"""Going on with the present questions, for who has a charter that a coach reads, or has read."""

from __future__ import annotations

from bot.catching_up import carry_over, is_behind
from bot.messages import Message, Passage, Style
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    if not is_behind(visit):
        return (_said(visit, "update.nothing"), *visit.ask_again())
    if not carry_over(visit):
        return (_said(visit, "update.not_now"), *visit.ask_again())
    visit.news = ()  # this says it
    return (_said(visit, "update.done"), *visit.ask_again())


def _said(visit: Visit, key: str) -> Message:
    return Message((Passage(Style.PLAIN, visit.say.say(key)),))
