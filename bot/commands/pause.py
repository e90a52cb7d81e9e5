"""No more reminders until the next answer. Everything is kept."""

from __future__ import annotations

from bot.messages import Message, Passage, Style
from bot.pace import Duty, key
from bot.visit import Visit
from storage.repositories import listings, timers

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    for walk in listings.of_contact(visit.store, visit.contact.id):
        timers.cancel(visit.store, key(Duty.REMINDER, walk.public_id))
    return (Message((Passage(Style.PLAIN, visit.say.say("paused")),), closes=True),)
