"""A translation has room for the same answers as its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.definition import Flow
from flows.issue import Issue
from flows.read import Read
from flows.texts import texts

__all__ = ["check"]

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


def check(read: Read) -> Iterator[Issue]:
    for source in list(read.sources.values())[1:]:
        for path, text in texts(Flow, read.source.data):
            wanted = set(PLACEHOLDER.findall(text))
            found = set(PLACEHOLDER.findall(str(source.at(path))))
            if wanted != found:
                params = {
                    "missing": ", ".join(sorted(wanted - found)),
                    "added": ", ".join(sorted(found - wanted)),
                }
                yield source.issue("placeholders_differ", path, params)
