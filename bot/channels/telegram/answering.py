"""Which messages an update is about, and what is done after it is stored."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.telegram.reading import Received, Tap, Text
from bot.intake import Effect
from bot.talk import Outcome

__all__ = ["all_of", "answered_by", "may_be_gone", "said_in"]


def all_of(effects: Sequence[Effect | None]) -> Effect | None:
    """One effect of them all, if there are any."""
    found = [effect for effect in effects if effect is not None]

    def have() -> None:
        for effect in found:
            effect()

    return have if found else None


def said_in(received: Received) -> int | None:
    """The message whose text is the whole answer: changing it changes the answer."""
    if not isinstance(received, Text) or received.edited or received.parts > 1:
        return None
    return received.message


def answered_by(received: Received, outcome: Outcome, before: int | None) -> int | None:
    """The message whose question closes, where it is not the last one that asked; `before` is the
    one that closed when a text that was edited now came first.
    """
    match received:
        case Tap(message=message):
            return message
        case Text(edited=True):
            return before if outcome.elsewhere else None
        case Text(replied=replied):
            return replied if outcome.elsewhere else None
        case _:
            return None


def may_be_gone(outcome: Outcome) -> bool:
    """They took leave: only then may they have had themselves erased."""
    return any(message.closes for message in outcome.messages)
