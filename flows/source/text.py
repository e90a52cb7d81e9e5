"""The characters of a file, made alike whatever wrote them; and what no file may hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.issue import Issue

__all__ = ["Unreadable", "decode"]

#: a flow of a thousand questions is half of that
BYTES_AT_MOST = 1024 * 1024

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: UTF-8 that something read as Latin-1 or as Windows does: « Ã© » for é, « â€™ » for ’
GARBLED = re.compile("[ÃÂ][\u0080-\u00bf]|â€.|\ufffd")
#: what no one sees and what would shift the count of lines
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass
class Unreadable(Exception):
    """A file that YAML, or what we take of it, does not allow. It stays inside this package."""

    code: str
    line: int
    params: Mapping[str, str] = field(default_factory=dict)

    def issue(self, file: str) -> Issue:
        return Issue(file, self.line, self.code, params=self.params)


def decode(content: bytes) -> str:
    """The text of a file, with plain line ends.

    Raises:
        Unreadable: it is too long, not UTF-8, or holds what cannot be seen.
    """
    if len(content) > BYTES_AT_MOST:
        raise Unreadable("file_too_long", 0, {"kilobytes": str(len(content) // 1024)})
    if content.startswith(WIDE_MARKS):
        raise Unreadable("not_utf8", 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable("not_utf8", line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse(text)
    return text


def _refuse(text: str) -> None:
    if "\t" in text:
        raise Unreadable("tab", _line(text, text.index("\t")))
    garbled = GARBLED.search(text)
    if garbled:
        written = "".join(letter for letter in garbled[0] if letter.isprintable())
        raise Unreadable("garbled", _line(text, garbled.start()), {"written": written})
    found = UNSEEN.search(text)
    if found:
        name = f"U+{ord(found[0]):04X}"
        raise Unreadable("unseen_character", _line(text, found.start()), {"character": name})


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
