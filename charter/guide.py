"""A revision made ready to use: the flow to walk, and the charter that it becomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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

__all__ = ["Guide", "common_languages", "load_guide"]


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

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that it may be walked in, the one it was written in first."""
        return tuple(self.compiled.flows)

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
    flows, templates, grids = load_flow(files), load_templates(files), load_grids(files)
    shared = common_languages(flows, templates, grids)
    offered = {language: flows[language] for language in shared}
    return Guide(compile_flow(offered, number=number), templates, grids)


def common_languages(*files: Collection[str]) -> tuple[str, ...]:
    """The languages in which none of some files leaves something to another: the first of the
    first one, which all else falls back to, and those that are in each of them. A file that is in
    no language at all is not there.
    """
    written, *others = [[*each] for each in files if each] or [[]]
    return tuple(
        language
        for number, language in enumerate(written)
        if number == 0 or all(language in each for each in others)
    )
