"""One reply being worked: the run as it is so far, and what happened so far."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flows.compiled import CompiledFlow, Step
from flows.events import Event, Sprint
from flows.items import answers_of
from flows.prompt import Choice, Progress
from flows.question import Asked, Question
from flows.questions.list import ListQuestion
from flows.run import Answer, Place, Run, Value

__all__ = ["Turn"]


class Turn:
    """Gathers what one reply does: all that ever changes in the engine; it lives for a call."""

    __slots__ = ("_events", "compiled", "run", "today")

    def __init__(self, compiled: CompiledFlow, run: Run, today: date) -> None:
        self.compiled = compiled
        self.run = run
        self.today = today
        self._events: list[Event] = []

    def sprint(self) -> Sprint:
        return Sprint(self.run, tuple(self._events))

    def tell(self, event: Event) -> None:
        """Add what happened."""
        self._events.append(event)

    def change(self, **fields: Value) -> None:
        """Go on with a run that differs in some fields."""
        self.run = replace(self.run, **fields)

    def step(self, place: Place) -> Step:
        return self.compiled.by_id[place.question]

    def is_relevant(self, step: Step) -> bool:
        """It is asked now: its conditions hold, or the person chose to answer it all the same."""
        answers = self.run.answers
        if step.is_relevant(answers):
            return True
        invited = step.id in self.run.invited
        return invited and (step.applies is None or step.applies.holds(answers))

    def is_settled(self, place: Place) -> bool:
        """Nothing is awaited there."""
        if place.item and not place.part:
            return True
        answer = self.answer(place)
        if answer is None or place.part:
            return answer is not None
        return (
            answer.skipped or not isinstance(answer.value, dict) or answer.value.get("done", True)
        )

    def question(self, place: Place) -> Question:
        """What is asked there: a question of a stage, or a part of a list."""
        whole = self.compiled.question(place.question, self.run.language)
        if place.part and isinstance(whole, ListQuestion):
            return whole.part(place.part)
        return whole

    def list_at(self, place: Place) -> ListQuestion:
        """The list that a place is in."""
        question = self.compiled.question(place.question, self.run.language)
        if not isinstance(question, ListQuestion):
            raise TypeError(place.question)
        return question

    def answers(self, place: Place) -> Mapping[str, Answer]:
        """What a question sees there: the answers that count, and those of its own item."""
        if not place.item:
            return self.run.answers
        value = self.run.answers[place.question].value
        return ChainMap(dict(answers_of(value, place.item)), dict(self.run.answers))

    def answer(self, place: Place) -> Answer | None:
        """What was said there."""
        return self.answers(place).get(place.part or place.question)

    def kept(self, place: Place) -> Answer | None:
        """What stays when nothing else is said there: the answer, or what was said before the
        question changed, if it is still one.
        """
        answer = self.answer(place)
        if answer is None and not place.item and place.question in self.run.former:
            return self.run.former[place.question].answer
        return answer

    def menu(self, at: Place) -> tuple[Choice, ...]:
        """What may be taken at a list, or at one of its items."""
        question = self.list_at(at)
        if not at.item:
            return question.choices(self.asked(at))
        return question.item_choices(
            self.run.answers[at.question].value, at.item, self.run.language
        )

    def progress(self, step: Step) -> Progress:
        """How far a step is, over the stages and questions that are relevant now."""
        stages, inside = self._relevant_stages(), self._relevant_steps(step.stage)
        number = sum(1 for other in inside if other.index <= step.index)
        return Progress(
            sum(1 for stage in stages if stage <= step.stage), len(stages), number, len(inside)
        )

    def stages_around(self, step: Step) -> tuple[int, int]:
        """The number of a step's stage, and how many stages there are, both as relevant now."""
        progress = self.progress(step)
        return progress.stage, progress.stages

    def _relevant_stages(self) -> list[int]:
        return [
            rank
            for rank, steps in enumerate(self.compiled.stages)
            if any(self.is_relevant(step) for step in steps if not step.is_said)
        ]

    def _relevant_steps(self, stage: int) -> list[Step]:
        steps = self.compiled.stages[stage]
        return [step for step in steps if not step.is_said and self.is_relevant(step)]

    def asked(self, place: Place) -> Asked:
        """What a kind may look at, there and now."""
        run = self.run
        scoring = self.compiled.scoring_in(run.language)
        return Asked(run.language, self.today, self.answers(place), scoring)
