"""From the files of a flow to the flow in each of its languages, with all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from flows.definition import Flow
from flows.issue import InvalidFlow, Issue, Severity
from flows.issues import inspect
from flows.languages import Translated, read_languages
from flows.read import Read
from flows.validation import validate

__all__ = ["Read", "Translated", "load_flow", "read_flow", "read_languages", "validate"]

#: the files of a flow; those of the charter and of the stories are read by who knows them
FILE = re.compile(r"((flow|charter|review)(\.[a-z]{2})?|stories)\.yaml")


def read_flow(files: Mapping[str, bytes]) -> Read:
    """The flow that some files say, and everything that is wrong with it, in the files' order."""
    found = read_languages(Flow, files, "flow")
    strange = [Issue(file, 0, "unknown_file") for file in files if not FILE.fullmatch(file)]
    read = Read(found.models, found.sources, (*strange, *found.issues), found.translations)
    return replace(read, issues=tuple(sorted([*read.issues, *inspect(read)])))


def load_flow(files: Mapping[str, bytes]) -> Mapping[str, Flow]:
    """The flow in each language in which nothing is missing, the one it was written in first.

    Raises:
        InvalidFlow: there is an error; with every issue.
    """
    read = read_flow(files)
    if any(issue.severity is Severity.ERROR for issue in read.issues):
        raise InvalidFlow(read.issues)
    return {language: read.flows[language] for language in read.complete}
