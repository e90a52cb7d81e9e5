"""Brackets and braces of a sentence that do not match."""

from __future__ import annotations

from collections.abc import Iterator

from charter.lines import lines
from charter.read import CharterRead
from flows.issue import Issue
from flows.template import Template, TemplateError

__all__ = ["check"]


def check(charter: CharterRead) -> Iterator[Issue]:
    for language, template in charter.templates.items():
        for line in lines(template):
            for path, text in line.texts.items():
                try:
                    Template.read(text)
                except TemplateError as error:
                    source = charter.sources[language]
                    yield source.issue(error.code, path, {"near": error.near})
