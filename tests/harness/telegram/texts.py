"""Texts as Telegram keeps them: plain, with entities counted in UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Formatted", "detected", "units"]

COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")
MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")
EMAIL = re.compile(r"(?<![\w@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(r"https?://[^\s<>]+")
FOUND = (("bot_command", COMMAND), ("email", EMAIL), ("url", ADDRESS), ("mention", MENTION))


def units(text: str) -> int:
    """Length in UTF-16 units, which is how entities are counted."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: tuple[dict[str, Any], ...] = ()

    def trimmed(self) -> Formatted:
        """As the server keeps it: without the space around it."""
        left = len(self.text) - len(self.text.lstrip())
        kept = self.text.strip()
        if kept == self.text:
            return self
        start, end = units(self.text[:left]), units(self.text[:left]) + units(kept)
        return replace(self, text=kept, entities=tuple(clipped(self.entities, start, end)))

    def part(self, entity: dict[str, Any]) -> str:
        """The words that an entity covers."""
        encoded = self.text.encode("utf-16-le")
        start = entity["offset"] * 2
        return encoded[start : start + entity["length"] * 2].decode("utf-16-le")


def clipped(entities: Iterable[dict[str, Any]], start: int, end: int) -> Iterable[dict[str, Any]]:
    for entity in entities:
        first = max(entity["offset"], start)
        last = min(entity["offset"] + entity["length"], end)
        if first < last:
            yield {**entity, "offset": first - start, "length": last - first}


def detected(text: str) -> Formatted:
    """What a person typed, with the entities that Telegram finds by itself."""
    found: list[dict[str, Any]] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            offset = units(text[: match.start()])
            length = units(match.group())
            if not any(overlap(each, offset, length) for each in found):
                found.append({"type": kind, "offset": offset, "length": length})
    return Formatted(text, tuple(sorted(found, key=lambda each: int(each["offset"]))))


def overlap(entity: dict[str, Any], offset: int, length: int) -> bool:
    start, end = int(entity["offset"]), int(entity["offset"]) + int(entity["length"])
    return start < offset + length and offset < end
