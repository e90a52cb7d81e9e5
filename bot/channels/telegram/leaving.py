"""Leaving what a timer has to say in the outbox, for whoever sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.sending import TelegramSender
from storage.repositories import outbox
from storage.stores import WriteStore

__all__ = ["Leaving"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A queue that takes nothing for this process: nobody waits at the end of the transaction."""

    sender: TelegramSender
    clock: Callable[[], datetime]

    def __call__(self, store: WriteStore, contact_id: int, *, key: str, payload: Payload) -> None:
        now, standing = self.clock(), outbox.standing(store, contact_id)
        asked_last = standing.asked_last if standing.is_free else None
        ready = self.sender.ready(store, contact_id, payload, asked_last)
        outbox.queue(store, contact_id=contact_id, key=key, payload=ready, due=now, now=now)
