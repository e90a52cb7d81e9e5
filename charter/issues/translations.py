"""Sentences that do not ask for the same answers in every language."""

from __future__ import annotations

from collections.abc import Iterator

from charter.lines import placeholders, slip, texts
from charter.read import CharterRead
from flows.issue import Issue

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    written = texts(charter.template)
    for language, template in charter.templates.items():
        for path, text in texts(template).items():
            wanted, found = set(placeholders(written[path])), set(placeholders(text))
            if wanted != found and not (slip(text) or slip(written[path])):
                params = {
                    "missing": ", ".join(sorted(wanted - found)),
                    "added": ", ".join(sorted(found - wanted)),
                }
                yield charter.sources[language].issue("placeholders_differ", path, params)
