"""A simulated leader: reads what the bot writes, taps, types, and sends all sorts of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.harness.telegram.accounts import Query
from tests.harness.telegram.messages import Button, Message
from tests.harness.telegram.reading import NothingCame, Reading
from tests.harness.telegram.writing import Writing

__all__ = ["Device", "Leader", "Tap", "Toast"]


@dataclass(frozen=True, slots=True)
class Toast:
    """What a tap shows for a moment; empty when it only stops the spinner."""

    text: str
    alert: bool


@dataclass(frozen=True, slots=True)
class Tap:
    query: Query
    leader: Leader

    async def answered(self, *, seconds: float = 5.0) -> Toast:
        answer = await self.leader.waits(lambda: self.query.answer, "answer", seconds=seconds)
        return Toast(answer.get("text", ""), bool(answer.get("show_alert")))


class Leader(Reading, Writing):
    """`starts()`, then `await reads()`, `taps("Oui")`, `types("…")`, and so on.

    Acts are done at once; only reading waits, and never for long.
    """

    def taps(self, what: str, *, on: Message | None = None) -> Tap:
        """A button, by its label or its data: the newest one, unless told on which message."""
        where = [on] if on is not None else reversed(self.messages)
        return self.tap(what, [(each, each.buttons) for each in where])

    def tap(self, what: str, seen: Iterable[tuple[Message, list[Button]]]) -> Tap:
        shown = list(seen)
        for message, buttons in shown:
            for each in buttons:
                if what in {each.label, each.data} and not each.disabled:
                    return self.press(message, each)
        labels = [each.label for _, buttons in shown for each in buttons]
        raise NothingCame(f"No button {what!r} among {labels}\n{self}")

    def press(self, message: Message, button: Button) -> Tap:
        if not button.data:
            raise AssertionError(f"{button} sends nothing to the bot")
        world = self.server.world
        return Tap(world.tap(self.bot, self.chat, self.user, message, button.data), self)

    def taps_key(self, label: str) -> Message:
        """A key of the reply keyboard: sends its text, or what it asks for."""
        for row in (self.chat.keyboard or {}).get("keyboard", []):
            for key in row:
                if label == key or (isinstance(key, dict) and label == key["text"]):
                    return self.sends_key(key)
        raise NothingCame(f"No key {label!r} among {self.keyboard}\n{self}")

    def sends_key(self, key: str | dict[str, Any]) -> Message:
        if isinstance(key, str):
            return self.writes(key)
        if key.get("request_contact"):
            return self.shares_own_contact()
        return self.sends_location() if key.get("request_location") else self.writes(key["text"])

    def device(self) -> Device:
        """Another device on the same account."""
        return Device(self)


class Device:
    """Shows the chat as it was when it fell asleep: the buttons that it taps may be old."""

    def __init__(self, leader: Leader) -> None:
        self.leader = leader
        self._kept: list[tuple[Message, list[Button]]] | None = None

    @property
    def shown(self) -> list[tuple[Message, list[Button]]]:
        if self._kept is not None:
            return self._kept
        return [(each, each.buttons) for each in reversed(self.leader.messages)]

    def sleeps(self) -> None:
        self._kept = self.shown

    def wakes(self) -> None:
        self._kept = None

    def taps(self, what: str, *, on: Message | None = None) -> Tap:
        return self.leader.tap(what, [each for each in self.shown if on in {None, each[0]}])

    def types(self, text: str) -> list[Message]:
        return self.leader.types(text)
