"""Stopping for now. There is nothing to save: everything is."""

from __future__ import annotations

from bot.messages import Message, Passage, Style
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    if visit.is_trial:
        visit.leaves = True
        return (Message((Passage(Style.PLAIN, visit.say.say("trial.left")),), closes=True),)
    return (Message((Passage(Style.PLAIN, visit.say.say("stopped")),), closes=True),)
