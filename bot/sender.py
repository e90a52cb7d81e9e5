"""What a channel has to do so that its messages are delivered."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import Any, Protocol

from storage.stores import WriteStore

__all__ = ["Sender", "Unsent"]


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


class Sender(Protocol):
    """How a channel sends. The limits are those of where it goes."""

    def counts(self, payload: Any) -> tuple[int, bool] | None:  # noqa: ANN401
        """The chat to count it for, and whether that is a group; none when it is no message."""

    def send(self, payload: Any) -> Awaitable[int | None]:  # noqa: ANN401
        """The number of the message, if it asks a question. Raises Unsent."""

    def block(self, store: WriteStore, payload: Any, now: datetime) -> None:  # noqa: ANN401
        """Note that nothing reaches this person."""
