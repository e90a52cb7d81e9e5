"""What was probably meant by a name that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from flows.wording.clean import fold

__all__ = ["as_id", "nearest"]

NOT_IN_ID = re.compile(r"[^a-z0-9]+")
LENGTH_AT_MOST = 32


def nearest(written: object, known: Iterable[object]) -> str:
    """The known name that looks most like a written one; empty when none does."""
    names = {fold(str(name)): str(name) for name in known}
    found = get_close_matches(fold(str(written)), names, n=1, cutoff=0.6)
    return names[found[0]] if found else ""


def as_id(written: object) -> str:
    """The id that is closest to a name as a person would write it."""
    plain = NOT_IN_ID.sub("_", fold(str(written))).strip("_")
    return plain[:LENGTH_AT_MOST] if plain[:1].isalpha() else ""
