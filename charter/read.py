"""What came out of reading the files of a charter: its template in each language, and issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from charter.template import Template
from flows.issue import Issue, Severity
from flows.source import Source
from flows.translation import Translation, complete

__all__ = ["CharterRead"]


@dataclass(frozen=True, slots=True)
class CharterRead:
    """A charter as read, whole or not. Without its own language there is nothing to look into."""

    #: by language, the one it was written in first; empty when that cannot be read
    templates: Mapping[str, Template]
    #: the data in each language, with the lines of the file of that language
    sources: Mapping[str, Source]
    issues: tuple[Issue, ...]
    #: by language, all that its overlay is to say
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)

    @property
    def complete(self) -> tuple[str, ...]:
        """The languages in which nothing is missing: only these are offered to people."""
        return complete(self.templates, self.translations)

    @property
    def template(self) -> Template:
        """The charter as written."""
        return next(iter(self.templates.values()))

    @property
    def source(self) -> Source:
        """The file that it was written in."""
        return next(iter(self.sources.values()))

    @property
    def has_errors(self) -> bool:
        return any(issue.severity is Severity.ERROR for issue in self.issues)
