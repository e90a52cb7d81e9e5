"""What another version of the questions makes of charters that are there already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charter.compare import Change, ClauseComparison, compare
from charter.guide import Guide
from flows.carrying import carry
from flows.playing import play
from flows.question import Reader
from flows.run import Run
from flows.stories import Story

__all__ = ["Kind", "Replayed", "Subject", "replay", "subject_of"]


class Kind(StrEnum):
    """Whose charter it is."""

    STORY = "story"  # nobody's: a conversation that must stay true
    GOLDEN = "golden"  # of somebody who agreed, under other names


@dataclass(frozen=True, slots=True)
class Subject:
    """A walk whose charter is tried."""

    kind: Kind
    #: id of the story, or the number of the charter among those that are tried
    name: str
    #: of the story
    title: str
    #: the revision under which it was walked
    guide: Guide
    run: Run
    #: the day on which its dates are read
    dated: date


@dataclass(frozen=True, slots=True)
class Replayed:
    """A charter before and after."""

    subject: Subject
    clauses: tuple[ClauseComparison, ...]

    @property
    def changed(self) -> tuple[ClauseComparison, ...]:
        """The clauses to which something happened."""
        return tuple(each for each in self.clauses if each.change is not Change.SAME)


def subject_of(guide: Guide, story: Story, *, today: date) -> Subject:
    """A story, as far as it goes under the revision that tells it."""
    run = play(guide.compiled, story, today=today).run
    return Subject(Kind.STORY, story.story, story.title, guide, run, today)


def replay(subject: Subject, new: Guide) -> Replayed:
    """Its charter as it is, and as it becomes when its walk is carried over to another version."""
    old, run, today = subject.guide, subject.run, subject.dated
    before = old.draft(run, reader=Reader.LEADER, today=today)
    carried = carry(old.compiled, new.compiled, run, today=today).run
    after = new.draft(carried, reader=Reader.LEADER, today=today)
    return Replayed(subject, compare(before, after))
