"""Texts that can be read without studying them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.read import Read
from flows.wording.readability import ease

__all__ = ["check"]

#: below it, a text reads like one of a law or of a university
EASE_AT_LEAST = 30
#: of fewer words, a formula says nothing
WORDS_AT_LEAST = 25


def check(read: Read) -> Iterator[Issue]:
    for source, path, text in read.texts():
        if len(text.split()) >= WORDS_AT_LEAST:
            found = ease(text, str(source.data["language"]))
            if found is not None and found < EASE_AT_LEAST:
                beginning = " ".join(text.split()[:6])
                figures = {"ease": max(round(found), 0), "at_least": EASE_AT_LEAST}
                params = {**figures, "sentence": beginning}
                yield source.advice("hard_to_read", path, params)
