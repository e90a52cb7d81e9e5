"""Makes what people wrote fit inside a sentence, or stand as one."""

from __future__ import annotations

import re
from typing import Final

from flows.wording.clean import is_blank
from flows.wording.languages import language_named
from flows.wording.languages.language import SentenceWords

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_CLOSERS: Final = ' \u00a0\u202f»”’")]*_'
_ENDS: Final = ".!?…:"
_LONGEST_ENDING: Final = 20
_INITIALS = re.compile(r"(?:^|[\s(])(?:\w\.){2,}$")


def inline(text: str, language: str) -> str:
    """Without its final full stop, and with a small letter where only the sentence asked for it."""
    words = language_named(language).sentences
    return _lowered(_without_end(text.strip(), words), words)


def opening(text: str) -> str:
    """With a capital first, unless the word is written its own way: iPhone, an address, 3D."""
    start = next((at for at, character in enumerate(text) if character.isalnum()), None)
    if start is None or not text[start].islower():
        return text
    word = text[start:].split(maxsplit=1)[0]
    if any(character.isupper() for character in word) or "@" in word or "://" in word:
        return text
    capital = text[start].upper()
    return text if len(capital) > 1 else text[:start] + capital + text[start + 1 :]


def ended(text: str) -> str:
    """With a full stop, unless something ends it already."""
    said = text.rstrip()
    if is_blank(said):
        return text
    bare = said.rstrip(_CLOSERS)
    if bare.endswith(tuple(_ENDS)):
        return said
    return said.rstrip(" ,;\u00a0\u202f") + "."


def _without_end(text: str, words: SentenceWords) -> str:
    bare = text.rstrip(" \u00a0\u202f;,.")
    ending = text[len(bare) :]
    # "..." trails off on purpose, and the stop of "etc." belongs to the word.
    if ending.startswith("..."):
        return f"{bare}..."
    if ending.startswith(".") and _stop_belongs(f"{bare}.", words):
        return f"{bare}."
    return bare


def _stop_belongs(text: str, words: SentenceWords) -> bool:
    last = text[-_LONGEST_ENDING:].split()[-1:]
    return bool(last) and (
        last[0].lower() in words.abbreviations or _INITIALS.search(text[-12:]) is not None
    )


def _lowered(text: str, words: SentenceWords) -> str:
    first = _FIRST_WORD.match(text)
    if first is None or first[0][1:] != first[0][1:].lower():
        return text
    word, rest = first[0].lower(), text[first.end() :]
    if word not in words.ordinary:
        return text
    if word in words.may_begin_a_name and rest.lstrip(" \u00a0'’-")[:1].isupper():
        return text
    return word + rest
