"""Writing to someone who did not just write: what a timer has to say."""

from __future__ import annotations

from bot.channels.telegram.payloads import payloads
from bot.messages import Message
from bot.talk import Outcome
from bot.visit import Visit
from storage.repositories import outbox
from storage.stores import WriteStore

__all__ = ["tell"]


def tell(store: WriteStore, visit: Visit, messages: tuple[Message, ...], *, key: str) -> None:
    """Queue them for whoever sends; the same key comes in once."""
    chat = int(visit.contact.address)
    for number, payload in enumerate(payloads(Outcome(visit, messages), chat)):
        outbox.queue(
            store,
            contact_id=visit.contact.id,
            key=f"{key}:{number}",
            payload=payload,
            due=visit.now,
            now=visit.now,
        )
