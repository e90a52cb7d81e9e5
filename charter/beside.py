"""A frozen charter beside what it rests on: clause by clause, as a coach reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from charter.compose import compose
from charter.document import Clause, Document, Gap
from charter.guide import Guide
from charter.remark import Anchor, AnchorKind, NoSuchAnchor, sentences
from charter.said import Line, Said, Voice
from flows.compiled import CompiledFlow
from flows.conditions import Test
from flows.question import Question, Reader
from flows.questions.advice import AdviceQuestion
from flows.questions.list import ListQuestion
from flows.run import Run

__all__ = ["Beside", "ClauseBeside", "Override", "StageBeside", "beside", "for_coach"]

#: a longer silence is no work on the charter
PAUSE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class ClauseBeside:
    """A clause, and the answers that it quotes or that decided it, in reading order."""

    clause: Clause
    said: tuple[Said, ...]
    #: what sentences refer to each answer by, from 1
    numbers: Mapping[str, int]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(block for block in self.clause.blocks if isinstance(block, Gap))

    def number(self, place: str) -> int:
        """What a sentence refers to an answer by; 0 for one that is not here."""
        return self.numbers.get(place, 0)


@dataclass(frozen=True, slots=True)
class Override:
    """The leader chose otherwise than the advice."""

    place: str
    question: str
    chosen: str
    advised: str
    #: what they said of it
    reasons: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class StageBeside:
    """A stage of the walk: the time spent in it, and the answers that no clause rests on."""

    title: str
    spent: timedelta
    elsewhere: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All that a coach reads of one revision."""

    document: Document
    doubts: tuple[Said, ...]
    clauses: tuple[ClauseBeside, ...]
    overrides: tuple[Override, ...]
    skipped: tuple[Said, ...]
    stages: tuple[StageBeside, ...]

    def answer(self, place: str) -> Said | None:
        """The answer at a place, wherever it stands."""
        return next((said for said in self.everything() if said.place == place), None)

    def everything(self) -> Iterator[Said]:
        """Each answer where it is met; what several clauses rest on comes several times."""
        yield from self.doubts
        for clause in self.clauses:
            yield from clause.said
        for override in self.overrides:
            yield from override.reasons
        yield from self.skipped
        for stage in self.stages:
            yield from stage.elsewhere

    def excerpt(self, anchor: Anchor) -> str:
        """What a remark is about, in a few words: of the charter, of the answer, or the question.

        Raises:
            NoSuchAnchor: this revision has no such clause, nor such an answer, nor such a gap.
        """
        if anchor.kind is AnchorKind.WHOLE:
            return ""
        found = next(self._about(anchor), None)
        if found is None:
            raise NoSuchAnchor(anchor.key)
        return found

    def _about(self, anchor: Anchor) -> Iterator[str]:
        clauses, place = [beside.clause for beside in self.clauses], anchor.key
        if anchor.kind is AnchorKind.CLAUSE:
            yield from (clause.title for clause in clauses if clause.id == place)
            return
        for clause in clauses:
            yield from (each.text for each in sentences(clause) if place in each.answers)
        if (said := self.answer(place)) is not None:
            yield said.words or said.question
        for beside in self.clauses:
            yield from (gap.text for gap in beside.gaps if gap.question == place)


def for_coach(guide: Guide, run: Run, document: Document) -> Document:
    """The frozen document, or the same without what coaches may not read when the flow has any."""
    if all(_is_open(question) for question in guide.compiled.source.questions()):
        return document
    return compose(
        guide.template(run.language),
        guide.compiled,
        run,
        reader=Reader.COACH,
        today=document.dated,
        language=document.language,
        status=document.status,
        revision=document.revision,
    )


def beside(
    guide: Guide,
    run: Run,
    document: Document,
    history: Iterable[Line] = (),
    *,
    under: Mapping[int, CompiledFlow] | None = None,
) -> Beside:
    """A frozen revision as a coach reads it.

    Args:
        document: as it was frozen, made for the leader.
        history: the lines of its run up to the freezing, the first first.
        under: the revisions of the flow that older lines were said under.
    """
    lines, compiled, language = tuple(history), guide.compiled, document.language
    voice = Voice.of(
        compiled, run, reader=Reader.COACH, language=language, history=lines, under=under
    )
    shown = for_coach(guide, run, document)
    clauses = tuple(_clause(clause, voice) for clause in shown.clauses)
    doubts = _all_at(voice, (place for each in shown.doubts for place in each.answers))
    overrides = tuple(_overrides(voice))
    told = {said.place for clause in clauses for said in clause.said}
    told |= {said.place for said in doubts}
    told |= {said.place for override in overrides for said in override.reasons}
    told |= {override.place for override in overrides}
    everything = tuple(voice.everything())
    return Beside(
        document=shown,
        doubts=doubts,
        clauses=clauses,
        overrides=overrides,
        skipped=tuple(said for said in everything if said.skipped),
        stages=_stages(voice, lines, [s for s in everything if not s.skipped], told),
    )


def _is_open(question: Question) -> bool:
    """Coaches may read all of it."""
    parts = question.item if isinstance(question, ListQuestion) else ()
    return all(Reader.COACH in each.visible_to for each in (question, *parts))


def _clause(clause: Clause, voice: Voice) -> ClauseBeside:
    places = (place for sentence in sentences(clause) for place in sentence.answers)
    said = _all_at(voice, places)
    return ClauseBeside(clause, said, {each.place: n for n, each in enumerate(said, 1)})


def _all_at(voice: Voice, places: Iterable[str]) -> tuple[Said, ...]:
    found = (voice.at(place) for place in dict.fromkeys(places))
    return tuple(said for said in found if said is not None)


def _overrides(voice: Voice) -> Iterator[Override]:
    for question in voice.compiled.flow(voice.language).questions():
        answer = voice.kept.get(question.id)
        if answer is None or not isinstance(question, AdviceQuestion):
            continue
        if Test(question.id, "overridden").holds(voice.kept):
            advised = {**answer.value, "choice": answer.value["advised"]}
            yield Override(
                place=question.id,
                question=question.text,
                chosen=question.show(answer.value, voice.language),
                advised=question.show(advised, voice.language),
                reasons=tuple(s for s in _all_at(voice, _why(voice, question.id)) if s.words),
            )


def _why(voice: Voice, overridden: str) -> Iterator[str]:
    """The questions that are asked because the advice was not followed."""
    for question in voice.compiled.source.questions():
        tests = question.when.tests() if question.when else ()
        if any(test.question == overridden and test.name == "overridden" for test in tests):
            yield question.id


def _stages(
    voice: Voice, lines: tuple[Line, ...], answers: Iterable[Said], told: set[str]
) -> tuple[StageBeside, ...]:
    stages = voice.compiled.flow(voice.language).stages
    spent = [timedelta()] * len(stages)
    for before, line in pairwise(lines):
        step = voice.compiled.by_id.get(line.place.partition(".")[0])
        passed = line.said_at - before.said_at
        if step is not None and passed <= PAUSE:
            spent[step.stage] += passed
    elsewhere: list[list[Said]] = [[] for _ in stages]
    for said in answers:
        if said.place not in told:
            elsewhere[said.stage].append(said)
    return tuple(
        StageBeside(stage.title, spent[rank], tuple(elsewhere[rank]))
        for rank, stage in enumerate(stages)
        if spent[rank] or elsewhere[rank]
    )
