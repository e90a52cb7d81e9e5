"""Finds which of the choices offered a person means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final, TypeAlias

from flows.wording.clean import fold, is_blank, only_emoji, plain_words
from flows.wording.languages import all_languages

_NUMBERED = re.compile(
    r"(?:n ?[o°] ?|# ?)?(\d{1,3}) ?(?:er|re|e|eme|ere|st|nd|rd|th)?(?!\w)[ .):°-]*"
)
_PIECES = re.compile(r"[;,\n/&+|•]|\.(?!\d)|(?<!\S)[-*](?=\s)")
# What follows explains the label: "Une collectivité (mairie, région)".
_ASIDE = re.compile(r"\s*[(:–—]")

_CLOSE: Final = 0.8
_MARGIN: Final = 0.1
_SHORTEST_PREFIX: Final = 2
_SHORTEST_WITHIN: Final = 4
_SHORTEST_MISSPELLED: Final = 4


@dataclass(frozen=True)
class Ambiguous:
    """The places, in the list, of the labels that could be meant."""

    candidates: tuple[int, ...]


# An integer is the place of the label in the list.
Match: TypeAlias = int | Ambiguous | None


def match_label(text: str, labels: Sequence[str]) -> Match:
    """The one label meant: by its words, its number, its beginning, or nearly its spelling."""
    if is_blank(text) or only_emoji(text):
        return None
    if exact := _exactly(text, labels):
        return _match(exact)
    pieces = _pieces(text, labels)
    if len(pieces) > 1:
        found = {one for one in _each(pieces, labels) if isinstance(one, int)}
        if len(found) > 1:
            return Ambiguous(tuple(sorted(found)))
    return _loosely(text, labels)


def match_labels(text: str, labels: Sequence[str]) -> tuple[int, ...] | None:
    """All the labels meant, each once, in the order said: "1, 3 et 4", "1 3", "eau; air".

    None as soon as a part of the text names no label, or could name several.
    """
    if is_blank(text) or only_emoji(text):
        return None
    pieces = [text] if _exactly(text, labels) else _pieces(text, labels)
    found = _each(pieces, labels)
    picked = [one for one in found if isinstance(one, int)]
    return tuple(dict.fromkeys(picked)) if picked and len(picked) == len(found) else None


def _each(pieces: Sequence[str], labels: Sequence[str]) -> list[Match]:
    return [
        _match(exact) if (exact := _exactly(piece, labels)) else _loosely(piece, labels)
        for piece in pieces
    ]


def _exactly(text: str, labels: Sequence[str]) -> list[int]:
    """The labels written so, or else so but for case, accents and punctuation."""
    said = text.strip()
    same = [index for index, label in enumerate(labels) if label.strip() == said]
    key = plain_words(text)
    return same or [index for index, one in enumerate(labels) if key and plain_words(one) == key]


def _loosely(text: str, labels: Sequence[str]) -> Match:
    key = plain_words(text)
    if not key:
        return None
    keys = [plain_words(label) for label in labels]
    core, cores = _core(key), [_core(one) for one in keys]
    heads = [_core(plain_words(_ASIDE.split(label)[0])) for label in labels]
    for found in (
        _numbered(fold(text), keys),
        [index for index, one in enumerate(cores) if one == core],
        _begun(core, cores),
        _within(core, cores),
        _nearly(core, cores, heads),
    ):
        if found:
            return _match(found)
    return None


def _match(found: Sequence[int]) -> int | Ambiguous:
    return found[0] if len(found) == 1 else Ambiguous(tuple(found))


def _core(key: str) -> str:
    """The words of a choice without "je prends la" before it or "merci" after it."""
    around = _around_choice()
    words = key.split()
    while len(words) > 1 and words[0] in around:
        words.pop(0)
    while len(words) > 1 and words[-1] in around:
        words.pop()
    return " ".join(words)


@cache
def _around_choice() -> frozenset[str]:
    return frozenset().union(*(one.answers.around_choice for one in all_languages().values()))


def _numbered(folded: str, keys: Sequence[str]) -> list[int]:
    """The label of that number, and the one named after the number if it is another."""
    rank, rest = _rank(folded)
    if rank is None or not 1 <= rank <= len(keys):
        return []
    rest = plain_words(rest)
    if not rest:
        return [rank - 1]
    named = [index for index, key in enumerate(keys) if key == rest]
    return sorted({rank - 1, *named}) if named else []


def _rank(folded: str) -> tuple[int | None, str]:
    core = _without_around(folded)
    found = _NUMBERED.match(core)
    if found is not None:
        return int(found[1]), core[found.end() :]
    words = plain_words(core)
    return _ranks().get(words), ""


def _without_around(folded: str) -> str:
    words = folded.replace("l'", "l ").split()
    while len(words) > 1 and words[0] in _around_choice() and words[0] not in _ranks():
        words.pop(0)
    while len(words) > 1 and words[-1] in _around_choice():
        words.pop()
    return " ".join(words)


@cache
def _ranks() -> dict[str, int]:
    ranks: dict[str, int] = {}
    for language in all_languages().values():
        ranks |= {word: n for word, n in language.numbers.small.items() if len(word) > 1 and n}
        ranks |= language.dates.ordinal
    return ranks


def _begun(key: str, keys: Sequence[str]) -> list[int]:
    if len(key) < _SHORTEST_PREFIX or key.isdecimal():
        return []
    return [index for index, one in enumerate(keys) if one.startswith(key)]


def _within(key: str, keys: Sequence[str]) -> list[int]:
    """The labels that hold every word said: "mairie" for "Une collectivité (mairie, région)"."""
    if len(key) < _SHORTEST_WITHIN or key.isdecimal():
        return []
    words = set(key.split())
    return [index for index, one in enumerate(keys) if words <= set(one.split())]


def _nearly(key: str, keys: Sequence[str], heads: Sequence[str]) -> list[int]:
    """The closest spelling, with the others that are nearly as close."""
    if len(key) < _SHORTEST_MISSPELLED or not any(character.isalpha() for character in key):
        return []
    scores = [
        max(_likeness(key, whole), _likeness(key, head))
        for whole, head in zip(keys, heads, strict=True)
    ]
    best = max(scores, default=0.0)
    if best < _CLOSE:
        return []
    return [index for index, score in enumerate(scores) if score > best - _MARGIN]


def _likeness(key: str, other: str) -> float:
    # Comparing is quadratic, and lengths this different cannot be close.
    if not other or not 0.5 < len(key) / len(other) < 2:  # noqa: PLR2004
        return 0.0
    matcher = SequenceMatcher(None, key, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _CLOSE - _MARGIN else 0.0


def _pieces(text: str, labels: Sequence[str]) -> list[str]:
    """The parts of a text between commas and "and", but no label is cut in parts."""
    folded = "\n".join(fold(line) for line in text.split("\n"))
    whole: list[str] = []
    for label in sorted(labels, key=len, reverse=True):
        if re.search(r"[;,/&+|.]|\s", label.strip()):
            pattern = re.compile(rf"(?<!\w){re.escape(fold(label))}(?!\w)")
            if pattern.search(folded):
                whole.append(label)
                folded = pattern.sub(";", folded)
    between = "|".join(map(re.escape, sorted(_between_choices())))
    parts = _PIECES.split(re.sub(rf"(?<!\w)(?:{between})(?!\w)", ";", folded))
    pieces = [piece.strip() for part in parts for piece in _figures_apart(part)]
    return [*whole, *(piece for piece in pieces if not is_blank(piece))]


@cache
def _between_choices() -> frozenset[str]:
    return frozenset().union(*(one.answers.between_choices for one in all_languages().values()))


def _figures_apart(part: str) -> list[str]:
    words = part.split()
    return words if len(words) > 1 and all(word.isdecimal() for word in words) else [part]
