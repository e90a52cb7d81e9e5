"""Stopping for now. There is nothing to save: everything is."""

from __future__ import annotations

from bot.messages import Message, Passage, Style
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    return (Message((Passage(Style.PLAIN, visit.say.say("stopped")),), closes=True),)
