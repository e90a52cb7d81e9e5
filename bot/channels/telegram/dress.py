"""Messages as Telegram shows them: HTML, cut to its length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from bot.messages import Message, Passage, Style

__all__ = ["TEXT_AT_MOST", "html_of", "plain", "texts_of"]

#: code points of a message after its entities are read; some room is left
TEXT_AT_MOST = 4_000
#: what could turn the rest of a text around, or hide in it
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKS = {Style.NOTED: "✓ ", Style.CAUTION: "• "}
TAGS = {
    Style.STAGE: "b",
    Style.PROGRESS: "i",
    Style.QUESTION: "b",
    Style.HINT: "i",
    Style.HEADING: "b",
    Style.QUOTE: "blockquote",
}
#: styles whose passages stand close to one another
CLOSE = {Style.ENTRY, Style.HINT}


def texts_of(message: Message) -> tuple[str, ...]:
    """The passages as HTML, in as many messages as they need."""
    parts: list[str] = []
    size = 0
    for style, text, gap in _pieces(message.passages):
        if parts and size + len(gap) + len(text) <= TEXT_AT_MOST:
            parts[-1] += gap + html_of(style, text)
            size += len(gap) + len(text)
        else:
            parts.append(html_of(style, text))
            size = len(text)
    return tuple(parts)


def html_of(style: Style, text: str) -> str:
    """One passage, with nothing in it that HTML would obey."""
    tag = TAGS.get(style)
    safe = escape(text, quote=False)
    return f"<{tag}>{safe}</{tag}>" if tag else safe


def plain(text: str) -> str:
    """What people wrote, without what hides or turns."""
    return UNSEEN.sub("", text).strip()


def _pieces(passages: Iterable[Passage]) -> Iterator[tuple[Style, str, str]]:
    """Style, text and the gap before it."""
    before: Style | None = None
    for passage in passages:
        text = plain(MARKS.get(passage.style, "") + passage.text)
        if not text:
            continue
        close = before in CLOSE and passage.style in CLOSE
        for number, piece in enumerate(_cut(text)):
            yield passage.style, piece, "\n" if close or number else "\n\n"
        before = passage.style


def _cut(text: str) -> Iterator[str]:
    """Pieces that fit, cut at an end of line or between words where there is one."""
    while len(text) > TEXT_AT_MOST:
        head = text[:TEXT_AT_MOST]
        at = max(head.rfind("\n"), head.rfind(" "))
        at = at if at > 0 else TEXT_AT_MOST
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text
