"""Working an update again that was set aside."""

from __future__ import annotations

import json

from bot.channels.telegram.desk import Desk
from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.polling import update_of
from bot.channels.telegram.ticks import Ticks
from bot.conversation import Conversation
from storage.repositories import dead_letters, outbox
from storage.stores import WriteStore

__all__ = ["AlreadyReplayed", "replay_letter"]

#: where a group is told to come, when the bot's own address is not known here
ANYWHERE = "https://t.me"


class AlreadyReplayed(ValueError):
    """It was worked already."""


def replay_letter(conversation: Conversation, letter: int, *, timezone: str) -> None:
    """Work it, in one transaction; what is to be said is left in the outbox.

    Raises:
        NoSuchRow: there is none of that number.
        ValueError: it was worked already, or still cannot be read.
    """

    def queue(store: WriteStore, contact_id: int, *, key: str, payload: Payload) -> None:
        now = conversation.clock()
        outbox.queue(store, contact_id=contact_id, key=key, payload=payload, due=now, now=now)

    def work(store: WriteStore) -> None:
        found = dead_letters.load(store, letter)
        if found.replayed_at is not None:
            raise AlreadyReplayed("it was worked already")
        update = update_of(json.loads(found.body))
        desk = Desk(
            conversation,
            found.source,
            ANYWHERE,
            timezone,
            lambda _: None,
            Ticks(),
            lambda _: None,
            queue,
        )
        desk.work(store, update)
        dead_letters.mark_replayed(store, letter, now=conversation.clock())

    conversation.database.write(work)
