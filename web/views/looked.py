"""The files of a working copy, looked at: what is wrong, what they name, how questions look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from charter.examining import Examined, examine
from charter.explained import explained
from flows.compiled import CompiledFlow, compile_flow
from flows.definition import Stage
from flows.issue import Issue
from flows.issues.phrases import Described
from flows.known_names import Known, Spot, known_names, spots
from flows.previewing import preview
from flows.prompt import Prompt
from flows.source import Source, read_source
from web.asked import Asked

__all__ = ["Looked", "Shown", "Told", "look", "today", "told"]

#: texts that are looked at again and again: those of a few people who write at the same time
KEPT = 4


@dataclass(frozen=True, slots=True)
class Told:
    """An issue in the words of who writes."""

    issue: Issue
    words: Described


@dataclass(frozen=True, slots=True)
class Shown:
    """A question, or a stage, as its readers see it in one language."""

    language: str
    stage: Stage
    #: none for the stage alone
    prompt: Prompt | None = None


@dataclass(frozen=True)
class Looked:
    """Made once for the same files."""

    files: Mapping[str, bytes]
    examined: Examined

    @cached_property
    def known(self) -> Known:
        return known_names(self.files)

    @cached_property
    def compiled(self) -> CompiledFlow | None:
        """Ready to be asked; none while the flow itself cannot be read, or names a thing twice."""
        flow = self.examined.flow
        is_twice = any(issue.code == "duplicate_id" for issue in flow.issues)
        return compile_flow(flow.flows) if flow.flows and not is_twice else None

    def spots(self, file: str) -> tuple[Spot, ...]:
        """Where questions and stages begin in that file; nowhere while it cannot be read."""
        found = read_source(self.files[file], file=file) if file.startswith("flow.") else None
        return spots(found) if isinstance(found, Source) else ()

    def at(self, file: str, line: int) -> Spot | None:
        """What stands at that line."""
        begun = self.spots(file)
        place = bisect_right([spot.line for spot in begun], line)
        return begun[place - 1] if place else None

    def shown(self, name: str, *, day: date) -> tuple[Shown, ...]:
        """A question, a part of a list or a stage, in each language."""
        compiled = self.compiled
        if compiled is None:
            return ()
        for stage in compiled.source.stages:
            if stage.stage == name:
                rank = compiled.source.stages.index(stage)
                flows = compiled.flows.items()
                return tuple(Shown(language, flow.stages[rank]) for language, flow in flows)
        whole = compiled.by_id.get(compiled.lists.get(name, name))
        if whole is None:
            return ()
        return tuple(
            Shown(
                language,
                flow.stages[whole.stage],
                preview(compiled, name, language=language, today=day),
            )
            for language, flow in compiled.flows.items()
        )


def look(files: Mapping[str, bytes]) -> Looked:
    """What can be seen of them."""
    return _look(tuple(sorted(files.items())))


@lru_cache(maxsize=KEPT)
def _look(files: tuple[tuple[str, bytes], ...]) -> Looked:
    found = dict(files)
    return Looked(found, examine(found))


def told(asked: Asked, issues: Sequence[Issue]) -> tuple[Told, ...]:
    """The issues in the language of who looks."""
    return tuple(Told(issue, explained(issue, asked.language)) for issue in issues)


def today(asked: Asked) -> date:
    """The day, where the desk is."""
    return asked.now.astimezone(ZoneInfo(asked.desk.timezone)).date()
