"""Finds which of the choices offered a person means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from flows.wording.clean import fold, is_blank, only_emoji
from flows.wording.languages import all_languages
from flows.wording.offer import Offer

_PIECES = re.compile(r"[;,\n/&+|•]|\.(?!\d)|(?<!\S)[-*](?=\s)")
# A longer text is prose; a choice is looked for in it only by its exact label.
_LONGEST_CHOICE: Final = 2000


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
    offer = Offer(labels)
    if named := offer.named(text):
        return _match(named)
    if len(text) > _LONGEST_CHOICE:
        return None
    pieces = _pieces(text, labels)
    if len(pieces) > 1:
        places = {one for one in map(_match, map(offer.found, pieces)) if isinstance(one, int)}
        if len(places) > 1:
            return Ambiguous(tuple(sorted(places)))
    return _match(offer.found(text))


def match_labels(text: str, labels: Sequence[str]) -> tuple[int, ...] | None:
    """All the labels meant, each once, in the order said: "1, 3 et 4", "1 3", "eau; air".

    None as soon as a part of the text names no label, or could name several.
    """
    if is_blank(text) or only_emoji(text):
        return None
    offer = Offer(labels)
    if len(text) > _LONGEST_CHOICE or offer.named(text):
        found = [_match(offer.named(text))]
    else:
        found = [_match(offer.found(piece)) for piece in _pieces(text, labels)]
    picked = [one for one in found if isinstance(one, int)]
    return tuple(dict.fromkeys(picked)) if picked and len(picked) == len(found) else None


def _match(found: Sequence[int]) -> Match:
    if not found:
        return None
    return found[0] if len(found) == 1 else Ambiguous(tuple(found))


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
