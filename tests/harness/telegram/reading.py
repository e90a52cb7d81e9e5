"""What a person sees of a chat, and how long they wait for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tests.harness.telegram.conversation import Conversation
from tests.harness.telegram.messages import Button, Message

__all__ = ["NothingCame", "Reading"]

T = TypeVar("T")

#: seconds
PATIENCE = 5.0


class NothingCame(AssertionError):
    """What was waited for did not come."""


class Reading(Conversation):
    #: number of the last message that `reads` gave
    _seen = 0

    @property
    def unread(self) -> list[Message]:
        """What the bot wrote since the last `reads`."""
        return [each for each in self.messages if each.by_bot and each.id > self._seen]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        return [each for each in self.messages if each.by_bot][-1]

    @property
    def buttons(self) -> list[Button]:
        """Every button that can be tapped now, from the oldest message on."""
        return [each for message in self.messages for each in message.buttons if not each.disabled]

    @property
    def keyboard(self) -> list[str]:
        """The labels of the reply keyboard."""
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        keys = [key for row in rows for key in row]
        return [key if isinstance(key, str) else key["text"] for key in keys]

    async def reads(self, *, seconds: float = PATIENCE) -> Message:
        """The next message of the bot, once it is there."""
        message = await self.waits(
            lambda: self.unread[0] if self.unread else None, "a message", seconds=seconds
        )
        self._seen = message.id
        return message

    async def reads_all(self, count: int, *, seconds: float = PATIENCE) -> list[Message]:
        return [await self.reads(seconds=seconds) for _ in range(count)]

    async def sees(
        self, what: str | Callable[[Message], bool], *, seconds: float = PATIENCE
    ) -> Message:
        """A message of the bot, new or edited, that holds these words or this condition."""
        holds = (lambda message: what in message.text) if isinstance(what, str) else what

        def find() -> Message | None:
            return next(
                (each for each in reversed(self.messages) if each.by_bot and holds(each)), None
            )

        message = await self.waits(find, repr(what), seconds=seconds)
        self._seen = max(self._seen, message.id)
        return message

    async def sees_gone(self, message: Message, *, seconds: float = PATIENCE) -> None:
        await self.waits(lambda: message.deleted or None, "a deletion", seconds=seconds)

    async def waits(self, find: Callable[[], T | None], what: str, *, seconds: float) -> T:
        try:
            return await self.chat.changes.until(find, seconds=seconds)
        except TimeoutError:
            raise NothingCame(self.account_of(what, seconds)) from None

    def account_of(self, what: str, seconds: float) -> str:
        """All that may explain it."""
        calls = [f"  {each!s:.200}" for each in self.server.log.calls[-5:]]
        breaches = [f"  {each}" for each in self.server.breaches[-5:]]
        left = len(self.bot.updates.pending)
        return "\n".join(
            [
                f"No {what} within {seconds} s; {left} updates are not taken yet.",
                str(self),
                "--- last calls ---",
                *calls,
                "--- last breaches ---",
                *breaches,
            ]
        )
