"""A translation is of the flow and of the charter, or its language is not offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charter.read import CharterRead
from flows.issue import Issue
from flows.read import Read
from flows.source import Source

__all__ = ["check_against", "files_missing"]


def check_against(charter: CharterRead, flow: Read) -> Iterator[Issue]:
    yield from files_missing(flow.sources, charter.sources)


def files_missing(flow: Mapping[str, Source], other: Mapping[str, Source]) -> Iterator[Issue]:
    """The languages of a flow that another file of it has not, said where each one begins."""
    whole = next(iter(other.values())).file.removesuffix(".yaml")
    for language, source in list(flow.items())[1:]:
        if language not in other:
            params = {"language": language, "missing": f"{whole}.{language}.yaml"}
            yield source.advice("translation_file_missing", ("language",), params)
