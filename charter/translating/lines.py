"""Every text of a flow that a language says in its own words, beside what it says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from charter.grid import Grid
from charter.template import Template
from charter.translating.places import group_of
from flows.definition import Flow
from flows.issue import Issue, Severity
from flows.languages import read_languages
from flows.part import Part
from flows.shape import shape_of
from flows.source import Source, read_source
from flows.stamps import is_stale
from flows.translation import At, Translation
from flows.untranslated import untranslated

__all__ = ["DEFINITIONS", "Leaf", "Line", "Lines", "State", "lines_of"]

#: what each file defines, by the name that it begins with
DEFINITIONS: Mapping[str, type[Part]] = {"flow": Flow, "charter": Template, "review": Grid}


class State(StrEnum):
    MISSING = "missing"
    STALE = "stale"  # the source changed since
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Line:
    """One text."""

    #: of the overlay
    file: str
    translation: Translation
    state: State
    #: the id of the stage or clause that it is in; empty for the whole file
    group: str

    @property
    def name(self) -> str:
        return self.translation.name

    @property
    def key(self) -> tuple[str, str]:
        return self.file, self.translation.name


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of a language, there or not."""

    #: what it defines: `flow`, `charter` or `review`
    name: str
    file: str
    source: Source
    #: what the file says as it is written; none when it is not there
    over: Source | None
    stamps: Mapping[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """All that there is to translate into one language."""

    language: str
    leaves: tuple[Leaf, ...]
    #: why files of this language, or those that it translates, cannot be read
    issues: tuple[Issue, ...]

    @property
    def begun(self) -> bool:
        return any(leaf.over is not None for leaf in self.leaves)

    def __iter__(self) -> Iterator[Line]:
        for leaf in self.leaves:
            yield from leaf.lines

    def counts(self) -> Counter[State]:
        return Counter(line.state for line in self)


def lines_of(files: Mapping[str, bytes], language: str) -> Lines:
    """What a language says and what it lacks, in the order of the files."""
    leaves, issues = [], []
    for name, model in DEFINITIONS.items():
        if f"{name}.yaml" in files:
            leaf, wrong = _leaf(model, files, name, language)
            leaves += [leaf] if leaf else []
            issues += wrong
    return Lines(language, tuple(leaves), tuple(issues))


def _leaf(
    model: type[Part], files: Mapping[str, bytes], name: str, language: str
) -> tuple[Leaf | None, list[Issue]]:
    file, whole = f"{name}.{language}.yaml", f"{name}.yaml"
    wanted = {each: files[each] for each in (whole, file) if each in files}
    found = read_languages(model, wanted, name)
    own = next(iter(found.sources.values()), None)
    if own is None or (file in files and language not in found.translations):
        errors = [issue for issue in found.issues if issue.severity is Severity.ERROR]
        return None, errors
    translations = found.translations.get(language)
    if translations is None:
        translations = tuple(untranslated(shape_of(model), own.data, At((), (), ())))
    stamps = found.stamps.get(language, {})
    lines = tuple(
        Line(file, each, _state(each, stamps), group_of(own, each.at.source))
        for each in translations
    )
    over = read_source(files[file], file=file) if file in files else None
    written = over if isinstance(over, Source) else None
    return Leaf(name, file, own, written, stamps, lines), []


def _state(translation: Translation, stamps: Mapping[str, str]) -> State:
    if not translation.said:
        return State.MISSING
    return State.STALE if is_stale(translation, stamps) else State.DONE
