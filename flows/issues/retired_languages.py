"""A language that is said to be gone is not whole any more."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.read import Read

__all__ = ["check"]


def check(read: Read) -> Iterator[Issue]:
    for number, gone in enumerate(read.flow.retired_languages):
        if gone.language in read.complete:
            path = ("retired_languages", number, "language")
            yield read.source.issue("retired_language_alive", path, {"language": gone.language})
