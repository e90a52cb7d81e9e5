"""Guides of files that somebody is writing: made once for as long as the files stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from charter.guide import Guide, load_guide

__all__ = ["drafted"]

#: a few admins write at a time, and each reads their own again and again
KEPT = 8


def drafted(sources: Mapping[str, str], *, number: int = 0) -> Guide:
    """The guide of the text of each file by its name.

    Raises:
        InvalidFlow: with every issue, when one of them is an error.
    """
    return _made(tuple(sorted(sources.items())), number)


@lru_cache(maxsize=KEPT)
def _made(files: tuple[tuple[str, str], ...], number: int) -> Guide:
    return load_guide({name: text.encode() for name, text in files}, number=number)
