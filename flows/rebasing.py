"""Bringing a draft onto what was published meanwhile, where the two changes do not meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from merge3 import Merge3

__all__ = ["Overlap", "Rebased", "rebased"]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A place that both changed, each otherwise: only a person can say what is meant."""

    file: str
    #: from 1, in the file of the draft; 0 when it is about the whole file
    line: int


@dataclass(frozen=True, slots=True)
class Rebased:
    """The files with both changes; what overlaps is as the draft has it."""

    sources: Mapping[str, str]
    overlaps: tuple[Overlap, ...]


def rebased(base: Mapping[str, str], draft: Mapping[str, str], live: Mapping[str, str]) -> Rebased:
    """The draft, with what changed between its base and what is live now; by file, and by line."""
    sources: dict[str, str] = {}
    overlaps: list[Overlap] = []
    for name in sorted({*draft, *live}):
        was, mine, theirs = (files.get(name) for files in (base, draft, live))
        if mine in (was, theirs):
            found = theirs
        elif theirs == was:
            found = mine
        elif was is None or mine is None or theirs is None:
            found = mine
            overlaps.append(Overlap(name, 0))
        else:
            found, places = _lines(was, mine, theirs)
            overlaps += [Overlap(name, line) for line in places]
        if found is not None:
            sources[name] = found
    return Rebased(sources, tuple(overlaps))


def _lines(was: str, mine: str, theirs: str) -> tuple[str, list[int]]:
    """The text with both changes, and the lines of the draft at which they meet."""
    base, ours, others = (text.splitlines(keepends=True) for text in (was, mine, theirs))
    merged: list[str] = []
    places: list[int] = []
    for region in Merge3(base, ours, others).merge_regions():
        match region:
            case ("unchanged", start, end):
                merged += base[start:end]
            case ("b", start, end):
                merged += others[start:end]
            case ("conflict", _, _, start, end, _, _):
                places.append(start + 1)
                merged += ours[start:end]
            case (_, start, end):  # « a », or the same in both
                merged += ours[start:end]
    return "".join(merged), places
