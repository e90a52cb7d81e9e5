"""Figures laid out for their page: rows in words, and bars as wide as what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_timedelta

from charter.discretion import share
from charter.figures import REWORK, Measure, QuestionFigures
from charter.guide import Guide

__all__ = ["Row", "StageBar", "lasting", "rows", "stage_bars"]

#: people of which a bar is as wide as its place, of hundred
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and what people did there."""

    figures: QuestionFigures
    #: as it is asked; its id where the flow has it no more
    text: str
    stage: str

    @property
    def rework(self) -> float:
        """How wide its bar of work done twice is, of hundred: all of it is everybody, each way."""
        return WHOLE * sum(map(self.figures.share, REWORK)) / (len(REWORK) + 1)

    @property
    def sleep(self) -> float:
        """The same of those who fell silent."""
        return WHOLE * self.figures.share(Measure.SLEPT) / (len(REWORK) + 1)

    def percent(self, measure: Measure) -> int:
        return round(WHOLE * self.figures.share(measure))


@dataclass(frozen=True, slots=True)
class StageBar:
    title: str
    people: int | None
    #: of hundred, against the stage that most came to
    width: float


def rows(guide: Guide, figures: tuple[QuestionFigures, ...], language: str) -> tuple[Row, ...]:
    """Each with its words."""
    flow, texts = guide.compiled.flow(language), {}
    for question in flow.questions():
        texts[question.id] = question.text
        for part in getattr(question, "item", ()):
            texts[part.id] = f"{question.text} › {part.text}"
    titles = [stage.title for stage in flow.stages]
    return tuple(
        Row(
            each,
            texts.get(each.question, each.question),
            "" if each.stage is None else titles[each.stage],
        )
        for each in figures
    )


def stage_bars(guide: Guide, stages: tuple[int | None, ...], language: str) -> tuple[StageBar, ...]:
    """How many came to each stage."""
    most = max((people for people in stages if people is not None), default=0)
    titles = [stage.title for stage in guide.compiled.flow(language).stages]
    return tuple(
        StageBar(title, people, WHOLE * share(people, most))
        for title, people in zip(titles, stages, strict=True)
    )


def lasting(time: timedelta, language: str) -> str:
    """« 40 s », « 3 min », « 2 h »."""
    return format_timedelta(time, threshold=1.5, format="short", locale=language)
