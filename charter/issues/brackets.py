"""Brackets and braces of a sentence that do not match."""

from __future__ import annotations

from collections.abc import Iterator

from charter.lines import slip, texts
from charter.read import CharterRead
from flows.issue import Issue

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    written = texts(charter.template)
    for language, template in charter.templates.items():
        source = charter.sources[language]
        for path, text in texts(template).items():
            error = slip(text)
            # What a language has from the source is said of the source alone.
            if error and (template is charter.template or text != written[path]):
                yield source.issue(error.code, path, {"near": error.near})
