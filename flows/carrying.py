"""A run going on under another revision of its flow: nothing that was said is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from flows.compiled import CompiledFlow, Step
from flows.events import AnswerChanged, Event, Parked
from flows.items import finished
from flows.moving import arrive, exists, next_open
from flows.question import Question
from flows.questions.list import ListQuestion
from flows.renames import Renames
from flows.run import Answer, Former, Place, Run, RunStatus
from flows.settling import refresh
from flows.turn import Turn

__all__ = ["CarryOver", "carry"]


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What became of a run, and of each of its answers."""

    run: Run
    #: the changes that its history keeps, and what is asked now
    events: tuple[Event, ...]
    #: questions whose answer goes by another name, the former name first
    moved: tuple[tuple[str, str], ...]
    #: questions that are asked again, what was said before being shown
    again: tuple[str, ...]
    #: answers whose question is gone, or does not apply any more
    parked: tuple[str, ...]
    #: answers whose question applies again
    restored: tuple[str, ...]
    #: questions that are new, apply, and have no answer yet
    fresh: tuple[str, ...]

    @property
    def is_felt(self) -> bool:
        """The person will notice: something is asked that was settled, or was not there."""
        return bool(self.again or self.fresh)


def carry(old: CompiledFlow, new: CompiledFlow, run: Run, *, today: date) -> CarryOver:
    """The same run under another revision, at what there is to ask next.

    An answer goes on under its present name; it is parked when its question is gone; the question
    is asked again when the answer is none any more, or when its meaning changed.
    """
    renames = Renames.between(old.source, new.source)
    turn, taking = _taken(old, new, run, renames, today)
    before = len(taking.events)
    refresh(turn)
    told = turn.sprint().events[before:]
    parked = [name for each in told if isinstance(each, Parked) for name in each.questions]
    restored = [name for name in run.parked if renames.questions.get(name) in turn.run.answers]
    fresh = tuple(_fresh(turn, old, renames))
    _find_place(turn, renames, run)  # what the walk says on its way is its own matter
    return CarryOver(
        turn.run,
        turn.sprint().events,
        tuple(taking.moved),
        tuple(taking.again),
        (*taking.gone, *parked),
        tuple(renames.questions[name] for name in restored),
        fresh,
    )


def _taken(
    old: CompiledFlow, new: CompiledFlow, run: Run, renames: Renames, today: date
) -> tuple[Turn, _Taking]:
    taking = _Taking(old, new, run, renames)
    taking.take()
    turn = Turn(new, taking.moved_run(), today)
    for event in taking.events:
        turn.tell(event)
    return turn, taking


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
        kept = self._worth(question, before, answer)
        if kept is not None and _is_open_again(question, before, answer, kept):
            self.again.append(target)
            kept = Answer(finished(kept.value, done=False))
        elif kept is None or _means_otherwise(question, before):
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
        kept = self._worth(question, before, answer)
        if kept is not None and not _means_otherwise(question, before):
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

    def _worth(self, question: Question, before: Question, answer: Answer) -> Answer | None:
        if answer.skipped:
            return None if question.required else answer
        taken = question.adopt(answer.value, before, self.run.language)
        return None if taken is None else Answer(taken.value)


def _is_open_again(question: Question, before: Question, answer: Answer, kept: Answer) -> bool:
    """A list is not emptied: what it holds can be looked at, thing by thing."""
    if not isinstance(question, ListQuestion) or kept.skipped:
        return False
    was_done = isinstance(answer.value, dict) and answer.value["done"]
    return _means_otherwise(question, before) or (was_done and not kept.value["done"])


def _means_otherwise(question: Question, before: Question) -> bool:
    return question.changed_meaning and not before.changed_meaning


def _find_place(turn: Turn, renames: Renames, run: Run) -> None:
    """Where they were, unless something before it is open now, or it is there no more."""
    at = None if run.at is None else renames.place(run.at)
    resume = None if run.resume is None else renames.place(run.resume)
    first = next_open(turn, -1)
    if at is None or not exists(turn, at):
        at, resume = _instead(turn, run), None
    if at is None or _is_before(turn, first, at, resume):
        waits = at is not None and (at.item != "" or not turn.is_settled(at))
        turn.change(resume=at if waits else None)
        arrive(turn, Place(first.id) if first else None)
        return
    turn.change(resume=resume if resume is not None and exists(turn, resume) else None)
    arrive(turn, at)


def _instead(turn: Turn, run: Run) -> Place | None:
    """Where a question that is gone says that the walk goes on."""
    if run.at is None:
        return None
    for gone in turn.compiled.source.retired:
        if gone.id == run.at.question and gone.continue_at in turn.compiled.by_id:
            place = Place(str(gone.continue_at))
            return place if exists(turn, place) and not turn.is_settled(place) else None
    return None


def _is_before(turn: Turn, first: Step | None, at: Place, resume: Place | None) -> bool:
    """Something is open that the walk from there would not come to."""
    if first is None or first.index >= turn.step(at).index:
        return False
    return resume is None or not exists(turn, resume) or first.index < turn.step(resume).index


def _fresh(turn: Turn, old: CompiledFlow, renames: Renames) -> list[str]:
    asked = (name for name in renames.questions if not old.by_id[name].is_said)
    known = {renames.questions[name] for name in asked}
    return [
        step.id
        for step in turn.compiled.steps
        if step.id not in known
        and not step.is_said
        and step.id not in turn.run.answers
        and turn.is_relevant(step)
    ]
