"""What of a text a reader of another language would not understand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.run import Written
from flows.shape import LEAF, Each, Entries, PartShape, Shape, Shown, Worded, choose

__all__ = ["needs_words", "texts_missing"]

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
LETTER = re.compile(r"[^\W\d_]")


def texts_missing(shape: Shape, written: Written) -> Iterator[str]:
    """Texts that no one who reads another language would understand."""
    match choose(shape, written):
        case (Shown() | Worded()) as text if needs_words(text, written):
            yield _words(written)
        case PartShape() as part:
            for key, value in written.items():
                yield from texts_missing(part.fields.get(key, LEAF), value)
        case Each(item):
            for value in written:
                yield from texts_missing(item, value)
        case Entries(item):
            for value in written.values():
                yield from texts_missing(item, value)
        case _:
            return


def needs_words(shape: Shown | Worded, written: Written) -> bool:
    """It holds words, and not only answers."""
    if isinstance(shape, Worded):
        return isinstance(written, dict) and isinstance(next(iter(written.values())), list)
    return isinstance(written, str) and bool(LETTER.search(PLACEHOLDER.sub("", written)))


def _words(written: Written) -> str:
    if isinstance(written, dict):
        return ", ".join(str(word) for words in written.values() for word in words)
    return str(written)
