"""Sentences that do not ask for the same answers in every language."""

from __future__ import annotations

from collections.abc import Iterator

from charter.lines import lines, placeholders
from charter.read import CharterRead
from flows.issue import Issue

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    written = {path: text for line in lines(charter.template) for path, text in line.texts.items()}
    for language, template in charter.templates.items():
        for line in lines(template):
            for path, text in line.texts.items():
                wanted, found = set(placeholders(written[path])), set(placeholders(text))
                if wanted != found:
                    params = {
                        "missing": ", ".join(sorted(wanted - found)),
                        "added": ", ".join(sorted(found - wanted)),
                    }
                    yield charter.sources[language].issue("placeholders_differ", path, params)
