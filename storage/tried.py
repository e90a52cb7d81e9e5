"""What trying a working copy gave, as it is kept and as it is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from charter.checking import Report
from charter.readiness import Blocker, Blockers, of_trial
from flows.playing import Failure
from storage.foretelling import Foretold, foretold_data, foretold_from

__all__ = ["RedStory", "Tried"]


@dataclass(frozen=True, slots=True)
class RedStory:
    """A story that does not go as it says."""

    story: str
    title: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """One finished trial."""

    at: datetime
    #: as `Report.counts` names them
    counts: Mapping[str, int] = field(default_factory=dict)
    stories: tuple[RedStory, ...] = ()
    #: walks that never end: language and seed
    endless: tuple[tuple[str, int], ...] = ()
    #: by language, the questions that nothing came to
    unreached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: number of the revision that was live, and what would become of people; none with errors
    against: int | None = None
    impact: Foretold | None = None
    #: charters that it was tried on, of stories and of leaders who agreed, and how many change
    charters: int = 0
    charters_changed: int = 0
    #: what broke, when we did; empty else
    fault: str = ""

    @property
    def is_green(self) -> bool:
        return not self.blockers

    @property
    def blockers(self) -> Blockers:
        """What it found that keeps its copy from being published."""
        if self.fault:
            return {Blocker.UNTRIED: 1}
        errors = {Blocker.ERRORS: self.counts["errors"]} if self.counts["errors"] else {}
        return errors | of_trial(self.counts)

    @classmethod
    def of(
        cls,
        report: Report,
        at: datetime,
        against: int | None,
        impact: Foretold | None,
        charters: tuple[int, int] = (0, 0),
    ) -> Self:
        """What is worth keeping of a report."""
        red = (each for each in report.played if each.failures)
        return cls(
            at,
            report.counts(),
            tuple(RedStory(each.story.story, each.story.title, each.failures) for each in red),
            tuple((each.language, seed) for each in report.walked for seed in each.endless),
            {language: names for language, names in report.unreached.items() if names},
            against,
            impact,
            charters[0],
            charters[1],
        )

    def data(self) -> dict[str, Any]:
        """As JSON can say it."""
        return {
            "at": self.at.isoformat(),
            "counts": dict(self.counts),
            "stories": [
                {
                    "story": each.story,
                    "title": each.title,
                    "failures": [
                        {"code": failure.code, "params": dict(failure.params)}
                        for failure in each.failures
                    ],
                }
                for each in self.stories
            ],
            "endless": [list(each) for each in self.endless],
            "unreached": {language: list(names) for language, names in self.unreached.items()},
            "against": self.against,
            "impact": foretold_data(self.impact) if self.impact is not None else None,
            "charters": [self.charters, self.charters_changed],
            "fault": self.fault,
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """As it was."""
        stories = tuple(
            RedStory(
                each["story"],
                each["title"],
                tuple(Failure(found["code"], found["params"]) for found in each["failures"]),
            )
            for each in data["stories"]
        )
        impact = data["impact"]
        charters, changed = data.get("charters", (0, 0))
        return cls(
            datetime.fromisoformat(data["at"]),
            data["counts"],
            stories,
            tuple((language, seed) for language, seed in data["endless"]),
            {language: tuple(names) for language, names in data["unreached"].items()},
            data["against"],
            foretold_from(impact) if impact is not None else None,
            charters,
            changed,
            data["fault"],
        )
