"""Messages of a chat, whoever wrote them, as both sides see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.calls import Call
from tests.harness.telegram.texts import Formatted

__all__ = ["Button", "Message"]

NOTHING = Formatted("")


@dataclass(frozen=True, slots=True)
class Button:
    """A key of an inline keyboard."""

    label: str
    #: what the bot receives; empty when the key does something else
    data: str
    url: str = ""
    style: str = ""
    disabled: bool = False


@dataclass(slots=True, eq=False)
class Message:
    id: int
    chat: dict[str, Any]
    sender: dict[str, Any]
    at: float
    formatted: Formatted = NOTHING
    #: a document, a photo, a location…, by the name of its field
    content: dict[str, Any] = field(default_factory=dict)
    markup: dict[str, Any] | None = None
    reply_to: Message | None = None
    edited_at: float | None = None
    deleted: bool = False
    reactions: list[dict[str, Any]] = field(default_factory=list)
    #: the call that sent it, then those that edited it
    calls: list[Call] = field(default_factory=list)

    def __str__(self) -> str:
        keys = "".join(f"\n  [{each.label}]" for each in self.buttons)
        things = "".join(f"\n  ({name})" for name in self.content)
        return f"{self.sender['first_name']}: {self.text}{things}{keys}"

    @property
    def text(self) -> str:
        """What is written, or under the file."""
        return self.formatted.text

    @property
    def by_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def file_id(self) -> str:
        return str(self.content["document"]["file_id"])

    @property
    def rows(self) -> list[list[Button]]:
        found = (self.markup or {}).get("inline_keyboard", [])
        return [[button(each) for each in row] for row in found]

    @property
    def buttons(self) -> list[Button]:
        return [each for row in self.rows for each in row]

    def styled(self, kind: str) -> list[str]:
        """The words that are bold, italic…"""
        entities = self.formatted.entities
        return [self.formatted.part(each) for each in entities if each["type"] == kind]

    def as_json(self, *, nested: bool = True) -> dict[str, Any]:
        made = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.at),
            **self.content,
            **dict(self.words()),
        }
        if self.edited_at is not None:
            made["edit_date"] = int(self.edited_at)
        if nested and self.reply_to is not None:
            made["reply_to_message"] = self.reply_to.as_json(nested=False)
        if self.markup and "inline_keyboard" in self.markup:
            made["reply_markup"] = self.markup
        return made

    def words(self) -> Iterator[tuple[str, Any]]:
        text, entities = ("caption", "caption_entities") if self.content else ("text", "entities")
        if self.text:
            yield text, self.text
        if self.formatted.entities:
            yield entities, list(self.formatted.entities)

    def as_pressed(self) -> dict[str, Any]:
        """As a callback query shows it: of a deleted message, only where it stood."""
        if self.deleted:
            return {"chat": self.chat, "message_id": self.id, "date": 0}
        return self.as_json()


def button(facts: dict[str, Any]) -> Button:
    return Button(
        label=facts["text"],
        data=facts.get("callback_data", ""),
        url=facts.get("url", ""),
        style=facts.get("style", ""),
        disabled="disabled" in facts,
    )
