"""Which question an edited text answered at first: its message still shows the answer of then."""

from __future__ import annotations

from bot.channels.telegram.keys import Keys
from bot.channels.telegram.reading import Received, Text
from bot.channels.telegram.sending import CHANNEL
from storage.repositories import contacts, outbox
from storage.stores import ReadStore

__all__ = ["closed_before"]


def closed_before(store: ReadStore, received: Received, keys: Keys) -> int | None:
    """The message that closed when that text came; none for another, or when it is not known."""
    if not isinstance(received, Text) or not received.edited:
        return None
    chat = received.who.chat
    answered = outbox.payload_of(store, keys.said(chat, received.message))
    contact = contacts.find(store, CHANNEL, str(chat))
    if answered is None or contact is None:
        return None
    asks = {name: answered[name] for name in ("run", "place")}
    return received.replied or outbox.asked_before(
        store, contact.id, received.message, lambda payload: payload.get("asks") == asks
    )
