"""Coming in, or in again: a greeting, where they are, and the question; or where a link leads."""

from __future__ import annotations

from bot.commands import commands
from bot.commands.resume import recap
from bot.messages import Message, Passage, Style
from bot.visit import Visit

__all__ = ["LINKS", "run"]

#: commands that an address may name, as in « ?start=new »; whose walk it is, only the chat says
LINKS = ("new", "resume", "privacy", "desk")


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    if argument in LINKS:
        return commands()[argument](visit, "")
    if not visit.walks:
        return visit.ask_again()
    greeting = Passage(Style.PLAIN, visit.say.say("greeting"))
    return (Message((greeting, *recap(visit))), *visit.ask_again())
