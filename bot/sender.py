"""What a channel has to do so that its messages are delivered."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from storage.stores import ReadStore, WriteStore

__all__ = ["PATIENCE", "Sender", "Sent", "Unsent"]

#: seconds that sending one message may take; its lease is longer
PATIENCE = 5.0


class Unsent(Exception):
    """It was not sent, or perhaps it was.

    Args:
        again_in: seconds to wait; none when it never will be sent.
        uncertain: it may have arrived.
        blocked: nothing reaches this person any more.
        fatal: nothing can be sent to anyone: the token is not accepted.
    """

    def __init__(
        self,
        reason: str,
        *,
        again_in: float | None = None,
        uncertain: bool = False,
        blocked: bool = False,
        fatal: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again_in = again_in
        self.uncertain = uncertain
        self.blocked = blocked
        self.fatal = fatal

    @property
    def kind(self) -> str:
        """In one word, for figures."""
        if self.fatal:
            return "refused"
        if self.again_in is None:
            return "dropped"
        return "uncertain" if self.uncertain else "failed"


@dataclass(frozen=True, slots=True)
class Sent:
    """What the channel says of what it was given."""

    #: the number of the message, if it asks a question
    asked_as: int | None = None
    #: the number of the message whose question it closes, where that is known only now
    closes: int | None = None
    #: what the channel calls the file
    file_id: str = ""


class Sender(Protocol):
    """How a channel sends. The limits are those of where it goes."""

    def ready(self, store: ReadStore, contact_id: int, payload: Any, asked_last: int | None) -> Any:  # noqa: ANN401
        """The payload, with what was sent to them before and can be used again; `asked_last` is the
        number of the message that asked them what is asked now, none when that may not have been
        sent yet.
        """

    def counts(self, payload: Any) -> tuple[int, bool]:  # noqa: ANN401
        """The chat to count it for, and whether that is a group."""

    def send(self, payload: Any) -> Awaitable[Sent]:  # noqa: ANN401
        """Raises Unsent."""

    def follow(self, payload: Any, sent: Sent) -> Awaitable[None]:  # noqa: ANN401
        """Do what goes with a message that was sent. It may be done twice, and is worth nothing
        later: nobody takes it over. Raises Unsent.
        """

    def settle(self, store: WriteStore, contact_id: int, payload: Any, sent: Sent) -> None:  # noqa: ANN401
        """Remember what can be used again."""

    def kept(self, payload: Any) -> Any:  # noqa: ANN401
        """What of it is still needed once it is sent."""

    def block(self, store: WriteStore, payload: Any, now: datetime) -> None:  # noqa: ANN401
        """Note that nothing reaches this person."""
