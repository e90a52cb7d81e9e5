"""Where pages are, from their paths and what fills them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

__all__ = ["address", "is_ours"]

PARAMETER = re.compile(r"\{(\w+)\}")
OURS = re.compile(r"/(?![/\\])[!-~]*")


def address(path: str, values: Mapping[str, object]) -> str:
    """The address of a page; values that its path has no parameter for follow after « ? »."""
    names = PARAMETER.findall(path)
    filled = PARAMETER.sub(lambda found: quote(str(values[found[1]]), safe=""), path)
    rest = {name: str(value) for name, value in values.items() if name not in names}
    return f"{filled}?{urlencode(rest)}" if rest else filled


def is_ours(path: str) -> bool:
    """Whether following it stays at the desk, whatever a browser makes of it."""
    return OURS.fullmatch(path) is not None and "\\" not in path
