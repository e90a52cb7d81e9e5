"""One bot, as Telegram knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.calls import Call
from tests.harness.telegram.changes import Changes
from tests.harness.telegram.chats import Chat
from tests.harness.telegram.files import Cabinet
from tests.harness.telegram.messages import Message
from tests.harness.telegram.rates import Gate
from tests.harness.telegram.updates import UpdateQueue

__all__ = ["Account", "Query", "Webhook"]


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    #: when a delivery last failed, and why
    failed_at: float | None = None
    failure: str = ""


@dataclass(slots=True, eq=False)
class Query:
    """A tap on a button, waiting for its answer."""

    id: str
    at: float
    message: Message
    data: str
    #: the parameters of the answer
    answer: dict[str, Any] | None = None
    answered_by: Call | None = None


@dataclass(slots=True, eq=False)
class Account:
    id: int
    token: str
    username: str
    first_name: str
    gate: Gate
    files: Cabinet
    #: its token was revoked
    revoked: bool = False
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    #: roots of the processes behind the webhook's address: taken in turn, as a balancer does
    backends: list[str] = field(default_factory=list)
    queries: dict[str, Query] = field(default_factory=dict)
    #: by scope and language
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    #: name, description and short_description, by field and language
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[object, dict[str, Any]] = field(default_factory=dict)
    #: how a poll under way is ended by another
    end_poll: str = ""
    polls: int = 0
    #: polls that wait for an update now
    waiting: int = 0
    changes: Changes = field(default_factory=Changes)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }
