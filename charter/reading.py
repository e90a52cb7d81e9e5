"""From the files of a flow to its charter in each language, with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from charter.issues import inspect
from charter.read import CharterRead
from charter.template import Template
from flows.issue import InvalidFlow
from flows.languages import read_languages

__all__ = ["load_templates", "read_template"]


def read_template(files: Mapping[str, bytes]) -> CharterRead:
    """The charter that some files say, and everything that is wrong with it by itself."""
    found = read_languages(Template, files, "charter")
    read = CharterRead(found.models, found.sources, found.issues, found.translations)
    return replace(read, issues=tuple(sorted([*read.issues, *inspect(read)])))


def load_templates(files: Mapping[str, bytes]) -> Mapping[str, Template]:
    """The charter in each language in which nothing is missing, the one it was written in first.

    Raises:
        InvalidFlow: there is an error; with every issue.
    """
    read = read_template(files)
    if read.has_errors:
        raise InvalidFlow(read.issues)
    return {language: read.templates[language] for language in read.complete}
