"""The picture of a flow: what stands in it, whatever the language that draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.compiled import CompiledFlow
from flows.conditions import Node
from flows.machine import REVIEW
from flows.question import Question

__all__ = ["Box", "Drawing", "Group", "draw", "draw_stages"]

#: characters of a question in its box
TEXT_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Box:
    """A question; its name is an id, its text is whatever an author wrote."""

    name: str
    text: str
    #: in words, when it is asked; empty when it always is
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A stage, or the boxes that stand in none when it has no name."""

    name: str
    title: str
    boxes: tuple[Box, ...]
    #: in words, when the whole of it is walked
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    groups: tuple[Group, ...]
    #: names of the boxes at both ends
    arrows: tuple[tuple[str, str], ...]


def draw(
    compiled: CompiledFlow,
    language: str,
    in_words: Callable[[Node | None], str] = lambda _: "",
    *,
    review: str = "",
) -> Drawing:
    """Every question in its stage, and every arrow of the machine.

    Args:
        in_words: how conditions are said.
        review: how the end is called, where all is read again.
    """
    flow = compiled.flow(language)
    stages = tuple(
        Group(
            f"stage_{stage.stage}",
            stage.title,
            tuple(_box(question, in_words) for question in stage.questions),
            in_words(stage.when),
        )
        for stage in flow.stages
    )
    end = Group("", "", (Box(REVIEW, review),))
    return Drawing((*stages, end), tuple(_arrows(compiled)))


def draw_stages(compiled: CompiledFlow, language: str) -> Drawing:
    """Every stage as one box: what fits on a page when the questions do not."""
    stages = compiled.flow(language).stages
    boxes = (*(Box(stage.stage, stage.title) for stage in stages), Box(REVIEW, ""))
    stage_of = {step.id: stages[step.stage].stage for step in compiled.steps} | {REVIEW: REVIEW}
    between = ((stage_of[source], stage_of[target]) for source, target in _arrows(compiled))
    arrows = dict.fromkeys(ends for ends in between if ends[0] != ends[1])
    return Drawing((Group("", "", boxes),), tuple(arrows))


def _arrows(compiled: CompiledFlow) -> Iterator[tuple[str, str]]:
    return ((arrow.source, arrow.target) for arrow in compiled.machine.arrows)


def _box(question: Question, in_words: Callable[[Node | None], str]) -> Box:
    text = " ".join(question.text.split())
    cut = len(text) > TEXT_AT_MOST
    shown = f"{text[: TEXT_AT_MOST - 1].rstrip()}…" if cut else text
    return Box(question.id, shown, in_words(question.when))
