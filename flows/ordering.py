"""Which things of a list changed their place among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

__all__ = ["moved"]


def moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The fewest things that, put elsewhere, explain the new order of those that are in both."""
    ranks = {name: rank for rank, name in enumerate(before)}
    kept = [name for name in after if name in ranks]
    ends: list[int] = []  # the smallest last rank of a rising row of each length
    lasts: list[int] = []  # index in `kept` of that last one
    came_from: list[int] = []
    for index, name in enumerate(kept):
        length = bisect_left(ends, ranks[name])
        came_from.append(lasts[length - 1] if length else -1)
        ends[length : length + 1] = [ranks[name]]
        lasts[length : length + 1] = [index]
    stayed: set[str] = set()
    index = lasts[-1] if lasts else -1
    while index >= 0:
        stayed.add(kept[index])
        index = came_from[index]
    return frozenset(kept) - stayed
