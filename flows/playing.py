"""Playing a story through the engine, as the leader in it would answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flows import engine
from flows.compiled import CompiledFlow
from flows.events import Nudged, Prompted, Refused, RunEnded, Sprint
from flows.items import item_ids
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped
from flows.run import Place, Run, Written
from flows.stories import Story

__all__ = ["Failure", "Play", "TurnPlayed", "play"]

#: replies after which a story that has not ended never will
REPLIES_AT_MOST = 2_000


@dataclass(frozen=True, slots=True)
class TurnPlayed:
    """One reply (none to begin with) and what it made happen."""

    reply: Reply | None
    sprint: Sprint


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that the story says and the flow does not do. Its words are in the phrases."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Play:
    """A story played to its end, or to where it could not go on."""

    story: Story
    run: Run
    turns: tuple[TurnPlayed, ...]
    failures: tuple[Failure, ...]


class _Leader:
    """Who answers: reads each prompt, says what the story says."""

    def __init__(self, story: Story) -> None:
        self.answers: dict[str, Written] = dict(story.answers)
        self.corrections = {correction.at: correction for correction in story.corrections}
        self.story = story
        self.asked: list[str] = []
        #: questions to answer again, and the one that was gone to for that
        self.again: list[str] = []
        self.revised = ""

    def replies(self, sprint: Sprint) -> Reply | Failure | None:
        """What to say after this; none at the end."""
        prompt = next((e.prompt for e in sprint.events if isinstance(e, Prompted)), None)
        if prompt is None:
            return None
        place = prompt.place
        self.asked.append(place.part or place.question)
        refused = next((e for e in sprint.events if isinstance(e, Refused)), None)
        if refused is not None:
            return Failure("refused", {"place": str(place), "code": refused.code})
        if any(isinstance(event, Nudged) for event in sprint.events):
            return Kept()
        if place.question == self.revised:
            self.revised = ""
            return self._answer(prompt, sprint.run)
        correction = self.corrections.pop(place.question, None)
        if correction is not None:
            self.answers |= correction.answers
            self.again += correction.answers
        if self.again and not self.revised:
            self.revised = self.again.pop(0)
            return Revised(Place(self.revised))
        return self._answer(prompt, sprint.run)

    def _answer(self, prompt: Prompt, run: Run) -> Reply | Failure:
        place = prompt.place
        if place.question in self.story.skips or place.part in self.story.skips:
            return Skipped()
        if place.question not in self.answers:
            if self.story.otherwise == "skip" and prompt.can_skip:
                return Skipped()
            return Failure("no_answer", {"question": place.question})
        written = self.answers[place.question]
        if place.part:
            return self._part(prompt, run, written)
        return _menu(place, run, written) if prompt.kind == "list" else _said(prompt, written)

    def _part(self, prompt: Prompt, run: Run, written: Sequence[Mapping[str, Written]]) -> Reply:
        place = prompt.place
        item = written[item_ids(run.answers[place.question].value).index(place.item)]
        return _said(prompt, item[place.part]) if place.part in item else Skipped()


def _menu(place: Place, run: Run, written: Sequence[Written]) -> Reply:
    """Add what the story has and the list has not yet."""
    answer = run.answers.get(place.question)
    there = len(item_ids(answer.value)) if answer and not answer.skipped else 0
    return Picked(("add",)) if there < len(written) else Finished()


def _said(prompt: Prompt, written: Written) -> Reply:
    """The reply that a person would make to give this answer."""
    ids = {choice.id for choice in prompt.choices}
    match written:
        case bool() if prompt.kind == "consent":
            return Picked(("agree",))
        case bool():
            return Picked(("yes" if written else "no",))
        case int() | str() if str(written) in ids:
            return Picked((str(written),))
        case list() if prompt.several and ids.issuperset(map(str, written)):
            return Picked(tuple(map(str, written)))
        case list():
            return Said("\n".join(_person(one) for one in written))
        case _:
            return Said(str(written))


def _person(written: Written) -> str:
    if isinstance(written, str):
        return written
    return ", ".join(str(written[key]) for key in ("name", "role", "contact") if written.get(key))


def play(
    compiled: CompiledFlow,
    story: Story,
    *,
    today: date,
    between: Callable[[Run], Run] = lambda run: run,
) -> Play:
    """The story, from the first question on.

    Args:
        between: what happens to the run between two replies: to store it and read it back, say.
    """
    leader = _Leader(story)
    turns: list[TurnPlayed] = []
    failures: list[Failure] = []
    for turn in _turns(compiled, leader, today, between):
        if isinstance(turn, Failure):
            failures.append(turn)
        else:
            turns.append(turn)
    failures += _unmet(story, leader.asked, turns)
    return Play(story, turns[-1].sprint.run, tuple(turns), tuple(failures))


def _turns(
    compiled: CompiledFlow, leader: _Leader, today: date, between: Callable[[Run], Run]
) -> Iterator[TurnPlayed | Failure]:
    sprint = engine.start(compiled, language=leader.story.language, today=today)
    yield TurnPlayed(None, sprint)
    for _ in range(REPLIES_AT_MOST):
        reply = leader.replies(sprint)
        if reply is None:
            return
        if isinstance(reply, Failure):
            yield reply
            return
        sprint = engine.reply(compiled, between(sprint.run), reply, today=today)
        yield TurnPlayed(reply, sprint)
    yield Failure("never_ends")


def _unmet(story: Story, asked: Sequence[str], turns: Sequence[TurnPlayed]) -> Iterator[Failure]:
    for question in story.asks:
        if question not in asked:
            yield Failure("not_asked", {"question": question})
    for question in story.never_asks:
        if question in asked:
            yield Failure("asked", {"question": question})
    ended = [e.ending for e in turns[-1].sprint.events if isinstance(e, RunEnded)]
    if story.ends_at is not None and ended != [story.ends_at]:
        yield Failure("ends_elsewhere", {"wanted": story.ends_at, "found": "".join(ended)})
    yield from _other_advice(story, turns[-1].sprint.run)


def _other_advice(story: Story, run: Run) -> Iterator[Failure]:
    advised = [
        answer.value["advised"]
        for answer in run.answers.values()
        if isinstance(answer.value, dict) and "advised" in answer.value
    ]
    if story.advice is not None and story.advice not in advised:
        found = ", ".join(str(option) for option in advised)
        yield Failure("other_advice", {"wanted": story.advice, "found": found})
