"""Whose an update is, as far as that can be told of one that broke us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.channels.telegram.sending import CHANNEL
from bot.intake import Update
from storage.repositories import contacts
from storage.stores import WriteStore

__all__ = ["owner_of"]


def owner_of(store: WriteStore, update: Update) -> int | None:
    """The contact whom it came from, if they are known; none is made. It reads by itself, since
    what is set aside is often what could not be read.
    """
    for address in _addresses(update.body):
        contact = contacts.find(store, CHANNEL, address)
        if contact is not None:
            return contact.id
    return None


def _addresses(body: Mapping[str, object]) -> Iterator[str]:
    """Who wrote first, then where: in a group it is the words of the one."""
    for name in ("from", "chat"):
        for value in body.values():
            if not isinstance(value, Mapping):
                continue
            for holder in (value, value.get("message")):
                found = holder.get(name) if isinstance(holder, Mapping) else None
                if isinstance(found, Mapping) and isinstance(found.get("id"), int):
                    # The bot wrote what a button stands under; it is nobody's contact.
                    yield str(found["id"])
