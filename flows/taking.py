"""The answers of a run taken over by another revision, one by one, before its walk goes on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from flows.compiled import CompiledFlow, Step
from flows.events import AnswerChanged, Event, Parked
from flows.items import finished
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.renames import Renames
from flows.run import Answer, Former, Place, Run, RunStatus
from flows.settling import refresh
from flows.turn import Turn

__all__ = ["Settled", "means_otherwise", "opens_again", "reach", "settle_over", "worth"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of each answer."""

    #: questions whose answer goes by another name, the former name first
    moved: tuple[tuple[str, str], ...]
    #: questions that are asked again, what was said before being shown
    again: tuple[str, ...]
    #: answers whose question is gone, or does not apply any more
    parked: tuple[str, ...]
    #: answers whose question applies again
    restored: tuple[str, ...]
    #: questions that are new, apply, and come before what was asked: they are asked next
    fresh: tuple[str, ...]
    #: those that come after it: they are asked in their turn
    ahead: tuple[str, ...]

    @property
    def is_felt(self) -> bool:
        """The person will notice: something is asked that was settled, or was not there."""
        return bool(self.again or self.fresh)


def settle_over(
    old: CompiledFlow,
    new: CompiledFlow,
    run: Run,
    *,
    renames: Renames,
    today: date,
    steps: tuple[Step, ...],
) -> tuple[Turn, Settled]:
    """The answers of a run under another revision, before its walk goes on. `steps` are those of
    which it is to be decided whether they apply; all of them, but to foretell a part.
    """
    taking = _Taking(old, new, run, renames)
    taking.take()
    turn = Turn(new, taking.moved_run(), today)
    for event in taking.events:
        turn.tell(event)
    before = len(taking.events)
    refresh(turn, steps)
    told = turn.sprint().events[before:]
    parked = [name for each in told if isinstance(each, Parked) for name in each.questions]
    applies = {step.id for step in steps if not step.is_said and turn.is_relevant(step)}
    new_ones, reached = _fresh(turn, old, renames, applies), reach(old, new, renames, run)
    restored = [renames.questions.get(name, "") for name in run.parked]
    settled = Settled(
        moved=tuple(taking.moved),
        again=tuple(name for name in taking.again if name in applies),
        parked=(
            *taking.gone,
            *(name for name in parked if not new.by_id[name].is_said),
            *(name for name in taking.again if name not in applies and name in turn.run.former),
        ),
        restored=tuple(name for name in restored if name in applies and name in turn.run.answers),
        fresh=tuple(step.id for step in new_ones if step.index < reached),
        ahead=tuple(step.id for step in new_ones if step.index >= reached),
    )
    return turn, settled


@dataclass(slots=True)
class _Taking:
    """Takes the answers over, one by one."""

    old: CompiledFlow
    new: CompiledFlow
    run: Run
    renames: Renames
    answers: dict[str, Answer] = field(default_factory=dict)
    parked: dict[str, Answer] = field(default_factory=dict)
    former: dict[str, Former] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def take(self) -> None:
        names = self.renames.questions
        for name, each in self.run.former.items():
            if name in names:
                self.former[names[name]] = each
        for name, answer in self.run.answers.items():
            self._take(name, answer)
        for name, answer in self.run.parked.items():
            self._take_parked(name, answer)
        if self.gone:
            texts = (self.old.question(name, self.run.language).text for name in self.gone)
            self.events.append(Parked(tuple(self.gone), tuple(texts)))

    def moved_run(self) -> Run:
        """The run as it is now, without a place to be at."""
        names = self.renames.questions
        return replace(
            self.run,
            revision=self.new.number,
            status=RunStatus.REVIEW,
            at=None,
            answers=self.answers,
            parked=self.parked,
            former=self.former,
            invited=tuple(names[name] for name in self.run.invited if name in names),
            resume=None,
            nudged=False,
        )

    def _take(self, name: str, answer: Answer) -> None:
        target, before = self._target(name), self.old.question(name, self.run.language)
        if target is None or target in self.answers:
            if not before.is_said:
                self.parked[name] = answer
                self.gone.append(name)
            return
        question = self.new.question(target, self.run.language)
        if question.is_said or before.is_said:
            self._take_said(question, before, answer, target)
            return
        kept = worth(question, before, answer, self.run.language)
        if kept is not None and opens_again(question, before, answer, kept):
            self.again.append(target)
            kept = Answer(finished(kept.value, done=False))
        elif kept is None or means_otherwise(question, before):
            self._ask_again(name, target, before, answer, kept)
            return
        self.answers[target] = kept
        if target != name:
            self._move(name, target, question, answer, kept)

    def _take_said(self, question: Question, before: Question, answer: Answer, target: str) -> None:
        """What was only said is worked out anew; what was answered, and is now only said, stays."""
        if question.is_said and before.is_said:
            self.answers[target] = answer
        elif question.is_said:
            self.parked[before.id] = answer
            self.gone.append(before.id)

    def _take_parked(self, name: str, answer: Answer) -> None:
        target = self._target(name)
        if target is None or target in self.answers or target in self.parked:
            self.parked[name] = answer
            return
        before = self.old.question(name, self.run.language)
        question = self.new.question(target, self.run.language)
        if question.is_said or before.is_said:
            self.parked[name] = answer
            return
        kept = worth(question, before, answer, self.run.language)
        if kept is not None and not means_otherwise(question, before):
            self.parked[target] = kept
        elif not answer.skipped:
            self.former[target] = Former(before.show(answer.value, self.run.language), kept)

    def _ask_again(
        self, name: str, target: str, before: Question, answer: Answer, kept: Answer | None
    ) -> None:
        self.again.append(target)
        if not answer.skipped:
            self.former[target] = Former(before.show(answer.value, self.run.language), kept)
        self.events.append(AnswerChanged(Place(name), answer, None, ""))

    def _move(
        self, name: str, target: str, question: Question, answer: Answer, kept: Answer
    ) -> None:
        self.moved.append((name, target))
        shown = "" if kept.skipped else question.show(kept.value, self.run.language)
        self.events.append(AnswerChanged(Place(name), answer, None, ""))
        self.events.append(AnswerChanged(Place(target), None, kept, shown))

    def _target(self, name: str) -> str | None:
        """None for what an even older revision asked, too."""
        return self.renames.questions.get(name)


def worth(question: Question, before: Question, answer: Answer, language: str) -> Answer | None:
    """What an answer to a former version of a question is now; none when it is none any more."""
    if answer.skipped:
        return None if question.required else answer
    taken = question.adopt(answer.value, before, language)
    return None if taken is None else Answer(taken.value)


def opens_again(question: Question, before: Question, answer: Answer, kept: Answer) -> bool:
    """A list is not emptied: what it holds can be looked at, thing by thing."""
    if not isinstance(question, ListQuestion) or kept.skipped:
        return False
    was_done = isinstance(answer.value, dict) and answer.value["done"]
    return means_otherwise(question, before) or (was_done and not kept.value["done"])


def means_otherwise(question: Question, before: Question) -> bool:
    return question.changed_meaning and not before.changed_meaning


def reach(old: CompiledFlow, new: CompiledFlow, renames: Renames, run: Run) -> int:
    """How far the walk has come, by the ranks of the new revision: what comes before is passed."""
    if run.at is None:
        return len(new.steps)
    places = (place for place in (run.at, run.resume) if place is not None)
    return max(_rank(old, new, renames, place.question) for place in places)


def _rank(old: CompiledFlow, new: CompiledFlow, renames: Renames, question: str) -> int:
    """Of a question that is gone, the rank of the one that was asked after it."""
    for step in old.steps[old.by_id[question].index :]:
        if step.id in renames.questions:
            return new.by_id[renames.questions[step.id]].index
    return len(new.steps)


def _fresh(turn: Turn, old: CompiledFlow, renames: Renames, applies: set[str]) -> list[Step]:
    asked = (name for name in renames.questions if not old.by_id[name].is_said)
    known = {renames.questions[name] for name in asked}
    return [
        step
        for step in turn.compiled.steps
        if step.id in applies and step.id not in known and step.id not in turn.run.answers
    ]
