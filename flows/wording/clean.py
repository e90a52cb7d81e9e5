"""Makes text that people sent safe to keep, to show and to compare."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from flows.wording.emoji import JOINER_IN_EMOJI, SUBDIVISION_FLAG, has_emoji, without_emoji

# Unicode's "stream-safe" limit. Normalising longer runs of accents takes quadratic time.
_MARKS_IN_A_ROW: Final = 30

_LINE_ENDS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
# Controls, soft hyphens, zero-width and bidirectional marks, tags, lone surrogates, non-characters.
_UNWANTED = re.compile(
    f"(?P<kept>{SUBDIVISION_FLAG}|{JOINER_IN_EMOJI})"
    "|[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_MANY_BLANK_LINES = re.compile(r"\n{4,}")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")

# Letters that show nothing: people (and scripts) send them to get past "please answer".
_INVISIBLE_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")

_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032`\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d", "-"),
        "\u0153": "oe",
        "\u0152": "oe",
        "\u00e6": "ae",
        "\u00c6": "ae",
        "\u00f8": "o",
        "\u00d8": "o",
    }
)


def clean(text: str) -> str:
    """The same words without what nobody means to send; at most two blank lines in a row."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _UNWANTED.sub(lambda found: found["kept"] or "", text)
    text = "\n".join(line.rstrip() for line in _composed(text).split("\n"))
    return _MANY_BLANK_LINES.sub("\n\n\n", text).strip()


def is_blank(text: str) -> bool:
    """Whether nothing is said: only spaces, punctuation and invisible characters."""
    return not any(_says_something(character) for character in text)


def has_letters(text: str) -> bool:
    return any(character.isalpha() and character not in _INVISIBLE_LETTERS for character in text)


def only_emoji(text: str) -> bool:
    """Whether emoji are all that is said, punctuation aside."""
    return has_emoji(text) and is_blank(without_emoji(text))


def fold(text: str) -> str:
    """A key that ignores case, accents, kinds of space, of apostrophe and of hyphen."""
    text = _UNWANTED.sub("", _at_most(_MARKS_IN_A_ROW, text)).translate(_LOOKALIKES)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(text.translate(_LOOKALIKES).split())


@lru_cache(maxsize=1024)  # the same few labels are compared with every answer
def plain_words(text: str) -> str:
    """A folded key of letters and digits alone, one space between words."""
    return _NOT_ALPHANUMERIC.sub(" ", fold(text)).strip()


def _composed(text: str) -> str:
    once = unicodedata.normalize("NFC", _at_most(_MARKS_IN_A_ROW, text))
    # A few marks come apart into two when normalised, so the limit is applied again.
    return _at_most(_MARKS_IN_A_ROW, once)


def _at_most(limit: int, text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    in_a_row = 0
    for character in text:
        in_a_row = in_a_row + 1 if unicodedata.combining(character) else 0
        if in_a_row <= limit:
            kept.append(character)
    return "".join(kept)


def _says_something(character: str) -> bool:
    if character in _INVISIBLE_LETTERS:
        return False
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "So"
