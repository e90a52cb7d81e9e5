"""What the assistant can do, and the question again."""

from __future__ import annotations

from bot.commands import UNLISTED
from bot.copies import is_admin
from bot.messages import Message, Passage, Style
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    say = visit.say
    entries = [
        Passage(Style.ENTRY, f"/{name} – {say.say(f'commands.{name}.about')}")
        for name in say.keys("commands")
        if name not in UNLISTED or is_admin(visit)
    ]
    text = Passage(Style.PLAIN, say.say("commands.help.text"))
    return (Message((text, *entries)), *visit.ask_again())
