"""Coming in, or in again: a greeting, where they are, and the question."""

from __future__ import annotations

from bot.commands.resume import recap
from bot.messages import Message, Passage, Style
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument  # what a link brings decides nothing: whose walk it is, the chat says
    greeting = Passage(Style.PLAIN, visit.say.say("greeting"))
    return (Message((greeting, *recap(visit))), *visit.ask_again())
