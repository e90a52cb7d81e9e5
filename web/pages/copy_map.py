"""The map of a working copy: its stages, its questions and what is leapt over, as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from flows.authoring.draft import Draft
from flows.compiled import CompiledFlow
from flows.conditions import Node
from flows.drawing import Drawing, draw
from flows.map_svg import map_svg
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.condition_words import ConditionWords
from web.views.copies import open_copy
from web.views.looked import look

__all__ = ["routes"]


@dataclass(frozen=True, slots=True)
class Way:
    """From a question to one that does not follow it on the page."""

    name: str
    text: str


def show(asked: Asked, store: ReadStore) -> Reply:
    copy = open_copy(asked, store)
    compiled = look(copy.copy.files).compiled
    if compiled is None:
        return asked.shown("copy_map.html", copy=copy, drawing=None)
    language = asked.language if asked.language in compiled.flows else next(iter(compiled.flows))
    drawing = drawn(asked, copy.copy, compiled, language)
    count = {"count": len(compiled.steps), "stages": len(compiled.stages)}
    picture = map_svg(
        drawing,
        label=asked.say.say("files.map.picture", **count),
        link=lambda name: address(asked, copy.copy, compiled, name),
        style="",
    )
    return asked.shown(
        "copy_map.html",
        copy=copy,
        language=language,
        drawing=drawing,
        # It was made of texts that were escaped one by one.
        picture=Markup(picture),  # noqa: S704
        ways=ways(drawing),
        address=lambda name: address(asked, copy.copy, compiled, name),
    )


def drawn(asked: Asked, copy: WorkingCopy, compiled: CompiledFlow, language: str) -> Drawing:
    """With conditions in a sentence, in the language of who looks."""
    words = ConditionWords(Draft(copy.sources), asked.say)

    def said(condition: Node | None) -> str:
        if condition is None:
            return ""
        return asked.say.say("files.map.only_if", condition=words.of({"when": condition.data()}))

    return draw(compiled, language, said, review=asked.say.say("files.map.review"))


def address(asked: Asked, copy: WorkingCopy, compiled: CompiledFlow, name: str) -> str:
    """Where a question is changed; empty for what is none."""
    if name not in compiled.by_id:
        return ""
    return asked.url("copy_question", copy=copy.public_id, question=name)


def ways(drawing: Drawing) -> Mapping[str, tuple[Way, ...]]:
    """By question, what else may come than the next one."""
    boxes = [box for group in drawing.groups for box in group.boxes]
    after = {one.name: other.name for one, other in pairwise(boxes)}
    texts = {box.name: box.text for box in boxes}
    found: dict[str, tuple[Way, ...]] = {}
    for source, target in drawing.arrows:
        if after.get(source) != target:
            found[source] = (*found.get(source, ()), Way(target, texts[target]))
    return found


routes = (Page("copy_map", "/flows/copies/{copy}/map", Access.ADMIN, show=show),)
