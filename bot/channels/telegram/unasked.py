"""Writing to someone who did not just write: what a timer has to say."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.telegram.desk import Queue
from bot.channels.telegram.payloads import payloads
from bot.messages import Message
from bot.talk import Outcome
from bot.visit import Visit
from storage.stores import WriteStore

__all__ = ["Unasked"]


@dataclass(frozen=True, slots=True)
class Unasked:
    """Queues messages for whoever sends; the same key comes in once."""

    queue: Queue

    def __call__(
        self, store: WriteStore, visit: Visit, messages: tuple[Message, ...], *, key: str
    ) -> None:
        chat = int(visit.contact.address)
        for number, payload in enumerate(payloads(Outcome(visit, messages), chat)):
            self.queue(store, visit.contact.id, key=f"{key}:{number}", payload=payload)
