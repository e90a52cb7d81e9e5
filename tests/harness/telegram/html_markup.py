"""The HTML that Telegram reads: a few tags, strictly closed; `<`, `>` and `&` escaped."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.texts import Formatted, units

__all__ = ["BadMarkup", "read_html"]

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TOKEN = re.compile(r"<[^>]*>?|&(?:#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);|[&>]|[^<&>]+")
ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s=>]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+)))?"""
)


class BadMarkup(Exception):
    """Markup that Telegram refuses, in its words."""


@dataclass(frozen=True, slots=True)
class Open:
    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class Reader:
    pieces: list[str] = field(default_factory=list)
    #: in UTF-16 units
    written: int = 0
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    #: what Telegram overlooks, though it was hardly meant
    doubts: list[str] = field(default_factory=list)


def read_html(text: str) -> tuple[Formatted, list[str]]:
    """The text, and what in it Telegram takes though it should have been escaped."""
    reader = Reader()
    offset = 0
    for token in TOKEN.findall(text):
        take(reader, token, offset)
        offset += len(token.encode())
    if reader.open:
        tag = reader.open[-1].tag
        raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{tag}"')
    entities = sorted(reader.entities, key=lambda each: (each["offset"], -each["length"]))
    return Formatted("".join(reader.pieces), tuple(entities)), reader.doubts


def take(reader: Reader, token: str, offset: int) -> None:
    if token.startswith("</"):
        close_tag(reader, token, offset)
    elif token.startswith("<"):
        open_tag(reader, token, offset)
    else:
        if token in {"&", ">"}:
            reader.doubts.append(f'"{token}" at byte offset {offset} is not escaped')
        plain = html.unescape(token) if token.startswith("&") else token
        reader.pieces.append(plain)
        reader.written += units(plain)


def open_tag(reader: Reader, token: str, offset: int) -> None:
    if not token.endswith(">"):
        raise BadMarkup(f"Unclosed start tag at byte offset {offset}")
    tag, attributes = split(token, offset)
    if tag not in KINDS:
        raise BadMarkup(f'Unsupported start tag "{tag}" at byte offset {offset}')
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise BadMarkup(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    if any(outer.tag == "code" or outer.tag == tag == "blockquote" for outer in reader.open):
        reader.doubts.append(f'"{tag}" at byte offset {offset} may not stand in there')
    reader.open.append(Open(tag, attributes, reader.written))


def split(token: str, offset: int) -> tuple[str, dict[str, str]]:
    name, *rest = re.split(r"(?=\s)", token[1:-1], maxsplit=1)
    tag, tail = name.lower(), rest[0].rstrip() if rest else ""
    found: dict[str, str] = {}
    position = 0
    while position < len(tail):
        match = ATTRIBUTE.match(tail, position)
        if match is None or (match["name"].startswith(("'", '"'))):
            raise BadMarkup(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
        value = match["double"] or match["single"] or match["bare"] or ""
        found[match["name"]] = html.unescape(value)
        position = match.end()
    return tag, found


def close_tag(reader: Reader, token: str, offset: int) -> None:
    if not reader.open:
        raise BadMarkup(f"Unexpected end tag at byte offset {offset}")
    if not token.endswith(">"):
        raise BadMarkup(f"Unclosed end tag at byte offset {offset}")
    tag = token[2:-1].strip().lower()
    opened = reader.open.pop()
    if tag not in {opened.tag, ""}:
        raise BadMarkup(
            f"Unmatched end tag at byte offset {offset}, "
            f'expected "</{opened.tag}>", found "</{tag}>"'
        )
    if length := reader.written - opened.offset:
        keep(reader, opened, length)


def keep(reader: Reader, opened: Open, length: int) -> None:
    last = reader.entities[-1] if reader.entities else entity("", 0, 0)
    if opened.tag == "pre" and last == last | entity("code", opened.offset, length):
        # A listing in some language is written <pre><code class="language-…">.
        reader.entities[-1] = last | {"type": "pre"}
        return
    made = dressed(reader, opened, length)
    if made is not None:
        reader.entities.append(made)


def dressed(reader: Reader, opened: Open, length: int) -> dict[str, Any] | None:
    """The entity with what its attributes say; a link to nowhere is no entity."""
    plain = entity(KINDS[opened.tag], opened.offset, length)
    attributes = opened.attributes
    match opened.tag:
        case "a":
            whole = Formatted("".join(reader.pieces))
            address = attributes.get("href") or whole.part(plain)
            return plain | {"url": address} if "." in address or ":" in address else None
        case "code" if attributes.get("class", "").startswith("language-"):
            return plain | {"language": attributes["class"].removeprefix("language-")}
        case "blockquote" if "expandable" in attributes:
            return plain | {"type": "expandable_blockquote"}
        case "tg-emoji":
            return plain | {"custom_emoji_id": attributes.get("emoji-id", "")}
        case "tg-time":
            return plain | {"unix_time": int(attributes.get("unix", "0"))}
        case _:
            return plain


def entity(kind: str, offset: int, length: int) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length}
