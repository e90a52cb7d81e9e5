"""The versions of the format: a file written for an older one is read as if written today."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.issue import Issue
from flows.run import Written
from flows.source import Source

__all__ = ["LADDER", "Data", "Ladder", "newest", "upgrade"]

#: what a file says; a step returns another, and leaves what it was given as it is
Data = Mapping[str, Written]
#: by version: what makes a file of that version out of one of the version before
Ladder = Mapping[int, Callable[[Data], Data]]

NAME = re.compile(r"v(\d+)$")


def _discover() -> Ladder:
    found: dict[int, Callable[[Data], Data]] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        version = NAME.search(module.name)
        if version:
            found[int(version[1])] = importlib.import_module(module.name).migrate
    return dict(sorted(found.items()))


LADDER = _discover()


def newest(ladder: Ladder = LADDER) -> int:
    """The version that the models read."""
    return max(ladder)


def upgrade(source: Source, ladder: Ladder = LADDER) -> Source | tuple[Issue, ...]:
    """The file as of the newest version, or why its version cannot be told or climbed from."""
    written = source.data.get("format")
    if written is None:
        return (source.issue("format_missing", params={"newest": newest(ladder)}),)
    params = {"written": written, "newest": newest(ladder)}
    if type(written) is not int or written < min(ladder):
        return (source.issue("format_unknown", ("format",), params),)
    if written > newest(ladder):
        return (source.issue("format_newer", ("format",), params),)
    data: Data = source.data
    for version in range(written + 1, newest(ladder) + 1):
        data = {**ladder[version](data), "format": version}
    return replace(source, data=data)
