"""A translation has room for the same answers as its source."""

from __future__ import annotations

from collections.abc import Iterator

from flows.definition import Flow
from flows.issue import Issue
from flows.read import Read
from flows.texts import texts
from flows.untranslated import placeholders

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    for source in list(read.sources.values())[1:]:
        for path, text in texts(Flow, read.source.data):
            wanted = placeholders(text)
            found = placeholders(str(source.at(path)))
            if wanted != found:
                params = {
                    "missing": ", ".join(sorted(wanted - found)),
                    "added": ", ".join(sorted(found - wanted)),
                }
                yield source.issue("placeholders_differ", path, params)
