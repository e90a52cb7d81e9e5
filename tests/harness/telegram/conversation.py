"""One person in one chat: their own, or a group they are in."""

from __future__ import annotations

from typing import Any

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.messages import Message
from tests.harness.telegram.people import Group, User
from tests.harness.telegram.server import FakeTelegram

__all__ = ["Conversation"]


class Conversation:
    def __init__(
        self,
        server: FakeTelegram,
        user: User | None = None,
        *,
        group: Group | None = None,
        bot: Account | None = None,
    ) -> None:
        self.server = server
        self.user = user or User.new()
        self.bot = bot or server.bot
        self.chat = server.world.chat(self.bot, group or self.user)

    def __str__(self) -> str:
        """The chat as it is shown, for a test that failed."""
        shown = [str(each) for each in self.messages]
        return "\n".join([f"--- chat {self.chat.id} ---", *shown])

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, from the oldest on."""
        return [each for each in self.chat.messages.values() if not each.deleted]

    def deliver(self, kind: str, payload: dict[str, Any], *, about: int) -> None:
        self.server.world.deliver(self.bot, kind, payload, about=about)
