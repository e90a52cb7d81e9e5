"""How the questions of a flow do, in numbers that may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from charter.discretion import discreet, discreet_median, share

__all__ = [
    "REWORK",
    "Completion",
    "Measure",
    "QuestionFigures",
    "Tally",
    "hardest_first",
    "told",
]


class Measure(StrEnum):
    """What people did at a question; each person counts once in each."""

    SHOWN = "shown"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    WENT_BACK = "went_back"  # left it for the one before
    REVISED = "revised"  # came back to it later, and answered again
    HELPED = "helped"  # asked why, for help or for an example
    RETRIED = "retried"  # could not be taken, or were asked for better
    SLEPT = "slept"  # fell silent there, and came back late or never
    REDONE = "redone"  # their coach asked for it to be redone


#: that cost people and coaches work twice
REWORK = (Measure.WENT_BACK, Measure.REVISED, Measure.RETRIED, Measure.REDONE)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of one question, as it is: not to be shown."""

    people: Mapping[Measure, int]
    #: how many people took how many seconds from being asked to their first answer
    seconds: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """A question, and what may be shown of it."""

    question: str
    #: rank of its stage, from 0; none when the flow has it no more
    stage: int | None
    people: Mapping[Measure, int | None]
    median: timedelta | None

    def share(self, measure: Measure) -> float:
        """Of those to whom it was shown."""
        return share(self.people[measure], self.people[Measure.SHOWN])

    @property
    def hardship(self) -> float:
        """How much work is done twice there, and how often the walk stops there."""
        return sum(map(self.share, (*REWORK, Measure.SLEPT)))


@dataclass(frozen=True, slots=True)
class Completion:
    """How far walks come, as it may be shown."""

    begun: int | None
    finished: int | None
    submitted: int | None
    approved: int | None
    #: from the beginning to the first sending, or to the last answer of who did not send
    elapsed: timedelta | None


def told(
    tallies: Mapping[str, Tally], order: Iterable[tuple[str, int]]
) -> tuple[QuestionFigures, ...]:
    """What may be shown of each question: those of the walk in its order, each with its stage, then
    the ones that it has no more, as far as anything of them may be shown.
    """
    stages = dict(order)
    gone = sorted(tallies.keys() - stages.keys())
    figures = [_figures(name, stages.get(name), tallies.get(name)) for name in (*stages, *gone)]
    return tuple(
        each for each in figures if each.stage is not None or each.people[Measure.SHOWN] is not None
    )


def hardest_first(figures: Iterable[QuestionFigures]) -> tuple[QuestionFigures, ...]:
    """Where most work is done twice and most walks stop; what is alike stays in its order. It looks
    only at what is shown, so that the order tells nothing more.
    """
    return tuple(sorted(figures, key=lambda each: -each.hardship))


def _figures(name: str, stage: int | None, tally: Tally | None) -> QuestionFigures:
    people = tally.people if tally else {}
    shown = {measure: discreet(people.get(measure, 0)) for measure in Measure}
    return QuestionFigures(name, stage, shown, discreet_median(tally.seconds) if tally else None)
