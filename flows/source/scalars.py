"""What a word without quotes means: the core schema of YAML 1.2, short of infinity."""

from __future__ import annotations

import re

from flows.run import Written

__all__ = ["read_scalar"]

WORDS: dict[str, Written] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
#: an integer; or a fraction, with or without a power of ten. What is longer is no number of ours
NUMBER = re.compile(
    r"[-+]?(?:(\d{1,18})|(?:\.\d+|\d+\.\d*)(?:[eE][-+]?\d{1,3})?|\d+[eE][-+]?\d{1,3})"
)
NUMBER_BEGINS = frozenset("+-.0123456789")


def read_scalar(written: str) -> Written:
    """The value of a word without quotes: a number, true, false, nothing, or most often itself."""
    if written in WORDS:
        return WORDS[written]
    if written[0] in NUMBER_BEGINS:
        found = NUMBER.fullmatch(written)
        if found:
            return int(written) if found[1] else float(written)
    return written
