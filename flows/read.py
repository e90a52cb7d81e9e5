"""What came out of reading the files of a flow: the flow in each language, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flows.definition import Flow
from flows.issue import Issue, Severity
from flows.source import Path, Source
from flows.texts import texts
from flows.translation import Translation, complete

__all__ = ["Read"]


@dataclass(frozen=True, slots=True)
class Read:
    """A flow as read, whole or not. Without its own language there is nothing to look into."""

    #: by language, the one it was written in first; empty when that cannot be read
    flows: Mapping[str, Flow]
    #: the data in each language, with the lines of the file of that language
    sources: Mapping[str, Source]
    issues: tuple[Issue, ...]
    #: by language, all that its overlay is to say
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)

    @property
    def complete(self) -> tuple[str, ...]:
        """The languages in which nothing is missing: only these are offered to people."""
        return complete(self.flows, self.translations)

    @property
    def flow(self) -> Flow:
        """The flow as written."""
        return next(iter(self.flows.values()))

    @property
    def source(self) -> Source:
        """The file that it was written in."""
        return next(iter(self.sources.values()))

    @property
    def has_errors(self) -> bool:
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def texts(self) -> Iterator[tuple[Source, Path, str]]:
        """Every text for people, in every language, with where it stands."""
        for source in self.sources.values():
            for path, text in texts(Flow, source.data):
                yield source, path, text
