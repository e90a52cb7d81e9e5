"""What a bot did wrong, and what Telegram answers to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Breach", "BreachKind", "Refusal"]


class BreachKind(StrEnum):
    """In what way a call is wrong."""

    METHOD = "method"  # no such method in the contract
    FIELD = "field"  # no such field
    REQUIRED = "required"  # a field that must be there is not
    TYPE = "type"
    VALUE = "value"  # outside the range, the list or the pattern
    LENGTH = "length"  # in characters after parsing, or in bytes
    KEYBOARD = "keyboard"
    MARKUP = "markup"  # HTML or MarkdownV2 that is not well-formed
    ENTITY = "entity"
    STATE = "state"  # a call that the state of the chat makes senseless
    RATE = "rate"  # more messages than Telegram takes


@dataclass(frozen=True, slots=True)
class Breach:
    """A mistake of the bot. Telegram overlooks some of them: those have no answer."""

    kind: BreachKind
    #: method, then the path to the value
    where: str
    what: str
    #: the description of the 400 that Telegram answers
    answer: str | None = None
    #: number of the call in the log
    call: int = 0


class Refusal(Exception):
    """Telegram's answer when it does not do what it was asked.

    `mistake` says so when only a wrong bot can meet it: it is then recorded as a breach.
    """

    def __init__(
        self,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
        mistake: str = "",
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.mistake = mistake
