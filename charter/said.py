"""What was said, in the words in which it was said, with all that was said there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from charter.readable import answers_for
from flows.compiled import CompiledFlow
from flows.items import answers_of, item_ids
from flows.question import Question, Reader
from flows.questions.list import ListQuestion
from flows.run import Answer, Place, Run

__all__ = ["Earlier", "Line", "Said", "Voice"]


class Line(Protocol):
    """One line of the history of a run."""

    @property
    def place(self) -> str: ...
    @property
    def change(self) -> str: ...
    @property
    def value(self) -> Any: ...  # noqa: ANN401  whatever is kept of an answer
    @property
    def revision(self) -> int: ...
    @property
    def by_person_id(self) -> int | None: ...
    @property
    def said_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Earlier:
    """What happened once to an answer."""

    #: answered, skipped, removed, parked or restored
    change: str
    #: empty but for what was answered
    words: str
    said_at: datetime
    by: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """An answer beside the question that it was given to."""

    place: str
    question: str
    #: as they were said; empty when the question was skipped, or never answered
    words: str
    skipped: bool = False
    #: rank of the stage that asks it, from 0
    stage: int = 0
    #: place of the thing in its list, from 1; 0 for what is no part of a list
    item: int = 0
    #: the first first; the last one is what counts
    history: tuple[Earlier, ...] = ()

    @property
    def changes(self) -> tuple[Earlier, ...]:
        """The history, when it has more to tell than the answer itself."""
        return self.history if len(self.history) > 1 else ()

    @property
    def by(self) -> int | None:
        """Who said it last; none when that is not known."""
        return self.history[-1].by if self.history else None


@dataclass(frozen=True)
class Voice:
    """The answers of a run as one reader may read them, each with its history."""

    compiled: CompiledFlow
    run: Run
    reader: Reader
    language: str
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    #: what older lines were said under, by revision; lines of others are shown without words
    under: Mapping[int, CompiledFlow] = field(default_factory=dict)
    kept: Mapping[str, Answer] = field(default_factory=dict)
    #: what was told already: many sentences rest on the same answer
    _told: dict[str, Said | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls,
        compiled: CompiledFlow,
        run: Run,
        *,
        reader: Reader,
        language: str,
        history: Iterable[Line] = (),
        under: Mapping[int, CompiledFlow] | None = None,
    ) -> Voice:
        by_place: defaultdict[str, list[Line]] = defaultdict(list)
        for line in history:
            by_place[line.place].append(line)
        lines = {place: tuple(found) for place, found in by_place.items()}
        kept = answers_for(compiled, run, reader=reader, language=language).kept
        known = {run.revision: compiled, **(under or {})}
        return cls(compiled, run, reader, language, lines, known, kept)

    def at(self, place: str) -> Said | None:
        """What was said there; none where the reader may not read, or nothing is asked."""
        if place not in self._told:
            self._told[place] = self._at(place)
        return self._told[place]

    def everything(self) -> Iterator[Said]:
        """Each answer in the order in which it is asked, the parts of lists one by one."""
        for step in self.compiled.steps:
            if step.id in self.kept and not step.is_said:
                places = tuple(self._within(step.id)) or (step.id,)
                yield from (found for place in places if (found := self.at(place)))

    def _at(self, place: str) -> Said | None:
        where = Place.read(place)
        question = asked_at(self.compiled, where, self.language, self.reader)
        if question is None:
            return None
        answer, item = self._answer(where)
        return Said(
            place=place,
            question=question.text,
            words=shown(question, answer, self.language),
            skipped=answer is not None and answer.skipped,
            stage=self.compiled.by_id[where.question].stage,
            item=item,
            history=tuple(self._history(where)),
        )

    def _within(self, name: str) -> Iterator[str]:
        answer, question = self.kept[name], self.compiled.question(name, self.language)
        if answer.skipped or not isinstance(question, ListQuestion):
            return
        for item in item_ids(answer.value):
            answered = answers_of(answer.value, item)
            yield from (str(Place(name, item, p.id)) for p in question.item if p.id in answered)

    def _answer(self, where: Place) -> tuple[Answer | None, int]:
        whole = self.kept.get(where.question)
        if not where.item or whole is None or whole.skipped:
            return whole, 0
        items = item_ids(whole.value)
        if where.item not in items:
            return None, 0
        rank = items.index(where.item) + 1
        return answers_of(whole.value, where.item).get(where.part), rank

    def _history(self, where: Place) -> Iterator[Earlier]:
        for line in self.lines.get(str(where), ()):
            compiled = self.under.get(line.revision)
            asked = compiled and asked_at(compiled, where, self.language, self.reader)
            # What a list holds is told part by part: its own value holds what may be hidden.
            is_told = line.change == "answered" and not isinstance(asked, ListQuestion)
            words = shown(asked, Answer(line.value), self.language) if asked and is_told else ""
            yield Earlier(str(line.change), words, line.said_at, line.by_person_id)


def asked_at(
    compiled: CompiledFlow, where: Place, language: str, reader: Reader
) -> Question | None:
    """What is asked there, if there is such a place, and the reader may read its answer."""
    question = compiled.flow(language).by_id.get(where.question)
    if question is None or reader not in question.visible_to:
        return None
    if not where.part:
        return question
    parts = question.item if isinstance(question, ListQuestion) else ()
    part = next((each for each in parts if each.id == where.part), None)
    return part if part is not None and reader in part.visible_to else None


def shown(question: Question, answer: Answer | None, language: str) -> str:
    if answer is None or answer.skipped or answer.value is None:
        return ""
    return question.show(answer.value, language)
