"""Which things of a list came, went, or stand elsewhere among the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.changes import Change, Noun, What
from flows.ordering import moved

__all__ = ["around"]


def around(noun: Noun, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What was added, moved and removed, of things whose ids are never changed."""
    elsewhere = moved(before, after)
    for name in after:
        if name not in before:
            yield Change(noun, What.ADDED, name)
        elif name in elsewhere:
            yield Change(noun, What.MOVED, name)
    for name in before:
        if name not in after:
            yield Change(noun, What.REMOVED, name)
