"""A chat between one bot and a person or a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.changes import Changes
from tests.harness.telegram.messages import Message
from tests.harness.telegram.people import Group, User

__all__ = ["Chat"]

NAMES = ("first_name", "last_name", "username")


@dataclass(slots=True, eq=False)
class Chat:
    about: User | Group
    #: the person has written to the bot, or the bot is in the group
    open: bool = False
    #: the person blocked the bot, or the bot was put out of the group
    shut: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    next_id: int = 1
    #: the reply keyboard on show
    keyboard: dict[str, Any] | None = None
    #: chat actions, in order
    actions: list[str] = field(default_factory=list)
    #: the text being generated, by its id
    drafts: dict[int, str] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)

    @property
    def id(self) -> int:
        return self.about.id

    @property
    def is_group(self) -> bool:
        return isinstance(self.about, Group)

    def as_json(self) -> dict[str, Any]:
        if isinstance(self.about, Group):
            return self.about.as_json()
        facts = self.about.as_json()
        kept: dict[str, Any] = {name: facts[name] for name in NAMES if name in facts}
        return {"id": self.id, "type": "private", **kept}

    def add(self, message: Message) -> Message:
        self.messages[message.id] = message
        self.next_id = message.id + 1
        self.changes.notify()
        return message

    def writable(self) -> Chat:
        """This chat, if the bot may write in it now."""
        match self.about:
            case User() if not self.open:
                raise Refusal(
                    403,
                    "Forbidden: bot can't initiate conversation with a user",
                    mistake="wrote to someone who never wrote to it",
                )
            case User() if self.shut:
                raise Refusal(403, "Forbidden: bot was blocked by the user")
            case Group() if not self.open:
                raise Refusal(403, "Forbidden: bot is not a member of the supergroup chat")
            case Group() if self.shut:
                raise Refusal(403, "Forbidden: bot was kicked from the supergroup chat")
            case _:
                return self

    def message(self, number: int, *, missing: str) -> Message:
        """A message that is still there."""
        found = self.messages.get(number)
        if found is None:
            raise Refusal(400, f"Bad Request: {missing}", mistake=f"no message {number} here")
        if found.deleted:
            raise Refusal(400, f"Bad Request: {missing}")
        return found
