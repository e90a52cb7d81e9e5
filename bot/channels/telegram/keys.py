"""The keys by which messages come into the outbox once, however often their cause comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.channels.telegram.reading import Other, Received

__all__ = ["Keys"]


@dataclass(frozen=True, slots=True)
class Keys:
    """For one bot."""

    source: str

    def of(self, number: int | None, part: object, received: Received | None = None) -> str:
        """Of one message that an update causes. All of an album cause the same ones: the rest of
        it, which comes by itself, is not answered again.
        """
        if isinstance(received, Other) and received.album:
            return f"album:{self.source}:{received.who.chat}:{received.album}:{part}"
        return f"update:{self.source}:{number}:{part}"

    def said(self, chat: int, message: int) -> str:
        """Of what followed an answer: by it, an edited text finds its question."""
        return f"said:{self.source}:{chat}:{message}"

    def failed(self, chat: int, *, asked: int | None, day: date) -> str:
        """Of an apology, once for a question and a day: what else they send meanwhile may well
        fail alike.
        """
        return f"failed:{self.source}:{chat}:{asked}:{day}"
