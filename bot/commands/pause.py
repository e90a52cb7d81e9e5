"""No more reminders until the next answer. Everything is kept."""

from __future__ import annotations

from bot.messages import Message, Passage, Style
from bot.visit import Visit
from bot.watching import no_more
from storage.repositories import listings, runs

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    for walk in listings.of_contact(visit.store, visit.contact.id):
        stored = runs.load(visit.store, walk.public_id)
        guide = visit.guides.at(visit.store, stored.run.flow, stored.run.revision)
        no_more(visit.store, stored, visit.contact, guide)
    return (Message((Passage(Style.PLAIN, visit.say.say("paused")),), closes=True),)
