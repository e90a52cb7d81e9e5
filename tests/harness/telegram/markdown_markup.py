"""The MarkdownV2 that Telegram reads: every reserved character is a mark, or escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.harness.telegram.html_markup import BadMarkup
from tests.harness.telegram.texts import Formatted, units

__all__ = ["read_markdown"]

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
    "[": "text_link",
    "![": "custom_emoji",
}
TOKEN = re.compile(r"\\.|```|__|\|\||!\[|.", re.DOTALL)
LINK = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")
LANGUAGE = re.compile(r"([\w+-]*)\n")
UNESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class Reader:
    pieces: list[str] = field(default_factory=list)
    written: int = 0
    entities: list[dict[str, Any]] = field(default_factory=list)
    #: mark, offset in the text, byte offset in the source
    open: list[tuple[str, int, int]] = field(default_factory=list)
    #: where the quotation of this line began
    quote: int | None = None
    #: of the listing that is open
    language: str = ""

    def write(self, plain: str) -> None:
        self.pieces.append(plain)
        self.written += units(plain)

    @property
    def in_code(self) -> bool:
        return bool(self.open) and self.open[-1][0] in {"`", "```"}


def read_markdown(text: str) -> Formatted:
    reader = Reader()
    position = 0
    while position < len(text):
        position = take(reader, text, position)
    end_quote(reader)
    if reader.open:
        mark, _, offset = reader.open[-1]
        name = MARKS[mark].title().replace("_", "")
        raise BadMarkup(f"Can't find end of {name} entity at byte offset {offset}")
    entities = sorted(reader.entities, key=lambda each: (each["offset"], -each["length"]))
    return Formatted("".join(reader.pieces), tuple(entities))


def take(reader: Reader, text: str, position: int) -> int:
    match = TOKEN.match(text, position)
    assert match is not None
    token, end = match.group(), match.end()
    offset = len(text[:position].encode())
    if token.startswith("\\") and len(token) > 1 and ord(token[1]) < 127:
        reader.write(token[1])
    elif reader.in_code:
        code(reader, token)
    elif token == "```":
        return listing(reader, text, end)
    elif token == "]" and reader.open and reader.open[-1][0] in {"[", "!["}:
        return link(reader, text, position)
    elif token in MARKS:
        mark(reader, token, offset)
    elif token == ">" and (position == 0 or text[position - 1] == "\n"):
        reader.quote = reader.written
    elif token in RESERVED or token in {"__", "||"}:
        raise BadMarkup(
            f"Character '{token[0]}' is reserved and must be escaped with the preceding '\\'"
        )
    else:
        if token == "\n":
            end_quote(reader)
        reader.write(token)
    return end


def code(reader: Reader, token: str) -> None:
    if token == reader.open[-1][0]:
        close(reader, **({"language": reader.language} if reader.language else {}))
        reader.language = ""
    else:
        reader.write(token)


def listing(reader: Reader, text: str, position: int) -> int:
    """The first line of a listing may name its language, and is not shown."""
    match = LANGUAGE.match(text, position)
    mark(reader, "```", len(text[: position - 3].encode()))
    reader.language = match[1] if match else ""
    return match.end() if match else position


def mark(reader: Reader, token: str, offset: int) -> None:
    if reader.open and reader.open[-1][0] == token:
        close(reader)
    else:
        reader.open.append((token, reader.written, offset))


def close(reader: Reader, **more: str) -> None:
    token, offset, _ = reader.open.pop()
    length = reader.written - offset
    if length:
        reader.entities.append({"type": MARKS[token], "offset": offset, "length": length, **more})


def link(reader: Reader, text: str, position: int) -> int:
    match = LINK.match(text, position)
    if match is None:
        raise BadMarkup(f"Can't find end of a URL at byte offset {len(text[:position].encode())}")
    target = UNESCAPE.sub(r"\1", match[1])
    if reader.open[-1][0] == "![":
        close(reader, custom_emoji_id=target.rpartition("id=")[2])
    else:
        close(reader, url=target)
    return match.end()


def end_quote(reader: Reader) -> None:
    if reader.quote is not None and reader.written > reader.quote:
        length = reader.written - reader.quote
        reader.entities.append({"type": "blockquote", "offset": reader.quote, "length": length})
    reader.quote = None
