"""Where a working copy stands: what it changes, and what keeps it from being published."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from charter.compared import Compared, compared, lost_between
from charter.readiness import Blocker, Blockers, of_files
from flows.issue import InvalidFlow, Issue
from storage.repositories import revisions, trial_reports
from storage.tried import Tried

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from storage.foretelling import Foretold
    from storage.repositories.revisions import FlowRevision
    from storage.repositories.trial_reports import TrialReport
    from storage.repositories.working_copies import WorkingCopy
    from storage.stores import ReadStore

__all__ = ["FileLines", "Standing", "TrialState", "between", "lines_changed", "standing_of"]


class TrialState(StrEnum):
    """What is known of trying it as it is now."""

    NEVER = "never"
    RUNNING = "running"
    DIED = "died"  # its process ended before it did
    STALE = "stale"  # it was another version that was tried
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FileLines:
    """How much of a file differs."""

    file: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that is looked at before publishing."""

    copy: WorkingCopy
    #: the revision that it changes, and the one that is live now
    base: FlowRevision
    live: FlowRevision
    issues: tuple[Issue, ...]
    lost: tuple[Issue, ...]
    #: with its base; none while one of the two cannot be read
    compared: Compared | None
    lines: tuple[FileLines, ...]
    trial: TrialReport | None
    state: TrialState
    #: of this very version
    tried: Tried | None
    blockers: Blockers

    @property
    def is_ready(self) -> bool:
        return not self.blockers

    @property
    def impact(self) -> Foretold | None:
        """What it would do to people, when it was counted against what is live now."""
        tried = self.tried
        return tried.impact if tried is not None and tried.against == self.live.number else None


def standing_of(
    store: ReadStore, copy: WorkingCopy, issues: Sequence[Issue], *, now: datetime
) -> Standing:
    """Looked at in one moment of the database; what takes long was done before, by a trial.

    Args:
        issues: all that is wrong with its files, as `charter.examining` finds it.
    """
    live, base = revisions.live(store, copy.flow), revisions.load(store, copy.flow, copy.based_on)
    lost, found = _lost(live, copy), between(base.sources, copy.sources)
    trial = trial_reports.find(store, copy)
    state = _state(copy, trial, now)
    tried = None
    if state is TrialState.DONE and trial is not None and trial.report is not None:
        tried = Tried.read(trial.report)
    blockers = {
        **({} if live.number == copy.based_on else {Blocker.OUTDATED: 1}),
        **({} if dict(live.sources) != dict(copy.sources) else {Blocker.UNCHANGED: 1}),
        **of_files(issues, lost),
        **({Blocker.UNTRIED: 1} if tried is None else tried.blockers),
    }
    lines = lines_changed(base.sources, copy.sources)
    return Standing(
        copy, base, live, tuple(issues), lost, found, lines, trial, state, tried, blockers
    )


def between(before: Mapping[str, str], after: Mapping[str, str]) -> Compared | None:
    """What differs; none while one of the two cannot be read."""
    try:
        return compared(before, after)
    except InvalidFlow:
        return None


def lines_changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FileLines, ...]:
    """The files that differ."""
    return tuple(
        _lines(name, before.get(name, ""), after.get(name, ""))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _lines(file: str, before: str, after: str) -> FileLines:
    """Whatever their order: a file of a million equal lines is counted in no time too."""
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    return FileLines(file, (new - old).total(), (old - new).total())


def _lost(live: FlowRevision, copy: WorkingCopy) -> tuple[Issue, ...]:
    try:
        return lost_between(live.sources, copy.sources)
    except InvalidFlow:  # nobody walks what this release cannot read
        return ()


def _state(copy: WorkingCopy, trial: TrialReport | None, now: datetime) -> TrialState:
    if trial is None:
        return TrialState.NEVER
    if trial.goes_on(now):
        return TrialState.RUNNING
    if trial.died(now):
        return TrialState.DIED
    return TrialState.DONE if trial.version == copy.version else TrialState.STALE
