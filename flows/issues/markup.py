"""Texts without marks of web pages: people would read them as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.issue import Issue
from flows.read import Read

__all__ = ["check"]

MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{1,6});")


def check(read: Read) -> Iterator[Issue]:
    for source, path, text in read.texts():
        found = MARKUP.search(text) if "<" in text or "&" in text else None
        if found:
            yield source.advice("markup_in_text", path, {"markup": found[0]})
