"""What an outcome brings to the outbox: its messages, and the keys by which each comes in once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.telegram.answering import answered_by, said_in
from bot.channels.telegram.correcting import closed_before
from bot.channels.telegram.keys import Keys
from bot.channels.telegram.payloads import Payload, payloads
from bot.channels.telegram.pieces import Piece
from bot.channels.telegram.reading import Other, Tap, Text
from bot.talk import Outcome
from storage.stores import ReadStore

__all__ = ["keyed", "said_of"]


def said_of(
    store: ReadStore, received: Tap | Text | Other, outcome: Outcome, keys: Keys
) -> tuple[Payload, ...]:
    """Its messages; what was sent before stands in that store."""
    before = closed_before(store, received, keys)
    tapped = answered_by(received, outcome, before)
    if outcome.elsewhere and tapped is None:  # that message is not known any more
        outcome = replace(outcome, closing=None)
    return payloads(outcome, received.who.chat, tapped=tapped, before=before)


def keyed(
    piece: Piece, outcome: Outcome, said: Sequence[Payload], keys: Keys
) -> dict[str, Payload]:
    """Each under its key; the first is found by the text that answered a question."""
    received, answer = piece.received, said_in(piece.received)
    queued = {keys.of(piece.number, part, received): each for part, each in enumerate(said)}
    if outcome.closing is None or answer is None or not queued:
        return queued
    first, *_ = queued
    return {keys.said(received.who.chat, answer): queued.pop(first), **queued}
