"""Trying a flow as its readers will: what is wrong with it, its stories, and walks by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from charter.examining import Examined, examine
from charter.guide import Guide, load_guide
from charter.telling import tell
from flows.compiled import CompiledFlow
from flows.events import Prompted, RunEnded, Sprint
from flows.issue import Issue, Severity
from flows.playing import Failure
from flows.stories import Story
from flows.walks import WORDS, Chance, random_walk

__all__ = ["Played", "Report", "Walked", "check", "spoken"]


@dataclass(frozen=True, slots=True)
class Played:
    """A story, and everything in which the flow and the charter are not as it says."""

    story: Story
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """The walks in one language; a seed makes the same walk again."""

    language: str
    seeds: range
    endless: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found. Nothing is played in a flow that has an error."""

    issues: tuple[Issue, ...]
    played: tuple[Played, ...] = ()
    walked: tuple[Walked, ...] = ()
    #: by language, the questions that no story and no walk in it came to
    unreached: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How much of each, by a name that stays."""
        severities = [issue.severity for issue in self.issues]
        return {
            "errors": severities.count(Severity.ERROR),
            "advice": severities.count(Severity.ADVICE),
            "stories": len(self.played),
            "red_stories": sum(1 for played in self.played if played.failures),
            "walks": sum(len(walked.seeds) for walked in self.walked),
            "endless_walks": sum(len(walked.endless) for walked in self.walked),
            "unreached_questions": sum(len(names) for names in self.unreached.values()),
        }

    def is_clean(self, *, strict: bool) -> bool:
        """Nothing keeps the flow from being published; strict, nothing could be better either."""
        counts = self.counts()
        troubles = ["errors", "red_stories", "endless_walks"]
        if strict:
            troubles += ["advice", "unreached_questions"]
        return not any(counts[name] for name in troubles)


def check(
    files: Mapping[str, bytes],
    *,
    today: date,
    chance: Callable[[int], Chance],
    walks: int | None = None,
    seed: int = 0,
    tick: Callable[[str], None] = lambda _: None,
    examined: Examined | None = None,
) -> Report:
    """Everything that can be found about a flow.

    Args:
        chance: what decides in a walk, from its seed; `random.Random` is such a one.
        walks: how many in each language; as many as its stories say when it is none.
        seed: of the first walk.
        tick: told what is about to be tried.
        examined: what reading the same files gave, where it is at hand.
    """
    found = examine(files) if examined is None else examined
    if found.has_errors:
        return Report(found.issues)
    guide, told = load_guide(files, number=0), found.stories
    if walks is None:
        walks = told.random_walks if told else 0
    stories = told.stories if told else ()
    return _Trial(guide, today, chance, tick).report(
        found.issues, stories, range(seed, seed + walks)
    )


def spoken(guide: Guide) -> tuple[str, ...]:
    """The languages in which walks are made by chance."""
    return tuple(name for name in guide.compiled.flows if name in WORDS)


class _Trial:
    """Plays and walks, and remembers which questions it came to, by language."""

    def __init__(
        self,
        guide: Guide,
        today: date,
        chance: Callable[[int], Chance],
        tick: Callable[[str], None],
    ) -> None:
        self.guide, self.today, self.chance, self.tick = guide, today, chance, tick
        self.reached: dict[str, set[str]] = {name: set() for name in guide.compiled.flows}

    def report(self, issues: tuple[Issue, ...], stories: Sequence[Story], seeds: range) -> Report:
        played = tuple(map(self.play, stories))
        walked = tuple(self.walk(name, seeds) for name in spoken(self.guide))
        unreached = {
            language: tuple(name for name in _asked(self.guide.compiled) if name not in reached)
            for language, reached in self.reached.items()
        }
        return Report(issues, played, walked, unreached)

    def play(self, story: Story) -> Played:
        self.tick(story.story)
        telling = tell(self.guide, story, today=self.today)
        if story.language in self.reached:
            for turn in telling.turns:
                self.reached[story.language].update(_places(turn.sprint))
        return Played(story, telling.failures)

    def walk(self, language: str, seeds: range) -> Walked:
        endless = []
        for seed in seeds:
            self.tick(f"{language} {seed}")
            sprints = self._walk(language, seed)
            for sprint in sprints:
                self.reached[language].update(_places(sprint))
            if not any(isinstance(event, RunEnded) for event in sprints[-1].events):
                endless.append(seed)
        return Walked(language, seeds, tuple(endless))

    def _walk(self, language: str, seed: int) -> tuple[Sprint, ...]:
        try:
            return random_walk(
                self.guide.compiled, self.chance(seed), language=language, today=self.today
            )
        except Exception as error:
            error.add_note(f"In the walk of seed {seed} in {language}: a fault of the engine.")
            raise


def _places(sprint: Sprint) -> Iterator[str]:
    for event in sprint.events:
        if isinstance(event, Prompted):
            yield from (event.prompt.place.question, event.prompt.place.part)


def _asked(compiled: CompiledFlow) -> Iterator[str]:
    """Every question that somebody answers, and every part of a list."""
    for question in compiled.source.questions():
        if not question.is_said:
            yield question.id
            yield from (part.id for part in getattr(question, "item", ()))
