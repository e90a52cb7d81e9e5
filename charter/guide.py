"""A revision made ready to use: the flow to walk, and the charter that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from charter.compose import compose
from charter.document import Document
from charter.grid import Grid, load_grids
from charter.readable import answers_for
from charter.reading import load_templates
from charter.sentences import written
from charter.template import Template
from flows.compiled import CompiledFlow, compile_flow
from flows.question import Reader
from flows.reading import load_flow
from flows.run import Run
from flows.template import Template as Line

__all__ = ["Guide", "load_guide"]


@dataclass(frozen=True)
class Guide:
    """All that a revision gives, in each of its languages. It never changes."""

    compiled: CompiledFlow
    #: by language; the first is the one that the charter was written in
    templates: Mapping[str, Template]
    #: by language; empty when nothing says how coaches read
    grids: Mapping[str, Grid] = field(default_factory=dict)

    def template(self, language: str) -> Template:
        """The charter in a language; as written when it has not that one."""
        return self.templates.get(language) or next(iter(self.templates.values()))

    def grid(self, language: str) -> Grid | None:
        """The grid of coaches in a language; as written when it has not that one."""
        return self.grids.get(language) or next(iter(self.grids.values()), None)

    def draft(self, run: Run, *, reader: Reader, today: date) -> Document:
        """The charter as it stands, for one reader, in the language of the run."""
        template = self.template(run.language)
        language = template.language
        return compose(template, self.compiled, run, reader=reader, today=today, language=language)

    def parties(self, run: Run) -> tuple[str, ...]:
        """Names of the parties, as far as they are known: what an alliance is recognised by."""
        template = self.template(run.language)
        answers = answers_for(self.compiled, run, reader=Reader.LEADER, language=template.language)
        lines = ("".join(s.text for s in written(party, answers)) for party in template.parties)
        return tuple(filter(None, lines))

    @cached_property
    def naming(self) -> frozenset[str]:
        """Questions whose answers name the parties."""
        parties = (Line.read(party) for party in self.template("").parties)
        named = (name for party in parties for name, _ in party.placeholders())
        return frozenset(name.partition(".")[0] for name in named)


def load_guide(files: Mapping[str, bytes], *, number: int) -> Guide:
    """The guide that the files of a revision give.

    Raises:
        InvalidFlow: with every issue, when one of them is an error.
    """
    return Guide(
        compile_flow(load_flow(files), number=number), load_templates(files), load_grids(files)
    )
