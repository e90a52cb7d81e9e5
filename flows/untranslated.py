"""What of a text a reader of another language would not understand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.run import Written
from flows.shape import LEAF, Each, Entries, PartShape, Shape, Shown, Worded, choose, id_key
from flows.translation import At, Translation

__all__ = ["needs_words", "placeholders", "untranslated", "words_of"]

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
ANSWER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
LETTER = re.compile(r"[^\W\d_]")


def untranslated(shape: Shape, written: Written, at: At) -> Iterator[Translation]:
    """Texts that no one who reads another language would understand, from one place down."""
    match choose(shape, written):
        case (Shown() | Worded()) as text if needs_words(text, written):
            yield Translation(at, words_of(written), is_words=isinstance(text, Worded))
        case PartShape() as part:
            for key, value in written.items():
                yield from untranslated(part.fields.get(key, LEAF), value, at.down(key))
        case Each(item):
            name = id_key(item)
            for number, value in enumerate(written):
                inside = at.down(number, by=str(value[name]) if name else None)
                yield from untranslated(item, value, inside)
        case Entries(item):
            for key, value in written.items():
                yield from untranslated(item, value, at.down(key))
        case _:
            return


def needs_words(shape: Shown | Worded, written: Written) -> bool:
    """It holds words, and not only answers."""
    if isinstance(shape, Worded):
        return isinstance(written, dict) and isinstance(next(iter(written.values())), list)
    return isinstance(written, str) and bool(LETTER.search(PLACEHOLDER.sub("", written)))


def words_of(written: Written) -> str:
    """A text, or the words that a test looks for."""
    if isinstance(written, dict):
        return ", ".join(str(word) for words in written.values() for word in words)
    return str(written)


def placeholders(text: str) -> frozenset[str]:
    """The answers that a text has room for."""
    return frozenset(ANSWER.findall(text))
