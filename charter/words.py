"""The words by which a text is found: folded, so that accents, case and elisions do not matter."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LONGEST_WORD", "words"]

WORD = re.compile(r"[^\W_]+")
#: characters of a word that count
LONGEST_WORD = 40


def words(text: str) -> tuple[str, ...]:
    """Each once, in reading order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(bare)))
