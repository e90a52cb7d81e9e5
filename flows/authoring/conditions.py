"""The conditions that most authors write: one earlier question, and what was answered to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from flows.authoring.draft import FLOW, Draft
from flows.authoring.places import QuestionPlace, find, questions
from flows.authoring.texts import before_key
from flows.conditions import AnyOf, Node, Test, read_condition
from flows.questions import KINDS
from flows.run import Written
from flows.source.rewriting import Put, Remove

__all__ = ["Simple", "condition_of", "earlier", "set_condition", "simple", "values_of"]

#: kinds that say something and take no answer
SAID = ("note",)


@dataclass(frozen=True, slots=True)
class Simple:
    """Asked if an earlier question has one of some answers."""

    question: str
    #: none: any answer will do
    values: tuple[Written, ...] = ()


def condition_of(data: Written) -> Node | None:
    """The condition under `when`; none when there is none, or it cannot be read."""
    written = data.get("when") if isinstance(data, dict) else None
    try:
        return None if written is None else read_condition(written)
    except PydanticCustomError:
        return None


def simple(node: Node | None) -> Simple | None:
    """A condition as one of these; none when it says more."""
    match node:
        case Test(question, "answered"):
            return Simple(question)
        case Test(question, "is" | "has", value):
            return Simple(question, (value,))
        case Test(question, "in", values):
            return Simple(question, tuple(values))
        case AnyOf(parts):
            tests = [part for part in parts if isinstance(part, Test) and part.name == "has"]
            names = {test.question for test in tests}
            if len(tests) == len(parts) and len(names) == 1:
                return Simple(names.pop(), tuple(test.value for test in tests))
        case _:
            pass
    return None


def earlier(draft: Draft, name: str) -> Iterator[QuestionPlace]:
    """What a condition of a question may look at: what comes before it, in the same list."""
    place = find(draft, name)
    for each in questions(draft):
        if each.name == name:
            return
        if each.whole == place.whole and each.kind in KINDS and each.kind not in SAID:
            yield each


def values_of(place: QuestionPlace) -> tuple[tuple[Written, str], ...]:
    """The answers to choose from, each with its words; none where any words may be said."""
    listed = place.data.get("options")
    options = listed if isinstance(listed, list) else []
    found: list[tuple[Written, str]] = [
        (str(option.get("id", "")), str(option.get("label", "")))
        for option in options
        if isinstance(option, dict)
    ]
    match place.kind:
        case "yes_no":
            return ((True, "yes"), (False, "no"))
        case "scale":
            labels = place.data.get("labels")
            first = place.data.get("from", 0)
            words = labels if isinstance(labels, list) and isinstance(first, int) else []
            return tuple((first + n, str(label)) for n, label in enumerate(words))
        case "profile":
            bands = place.data.get("bands")
            named = [b for b in bands if isinstance(b, dict)] if isinstance(bands, list) else []
            return tuple((str(b.get("band", "")), str(b.get("text", ""))) for b in named)
        case _:
            return (*found, *((("other", ""),) if place.data.get("other") is True else ()))


def set_condition(draft: Draft, name: str, wanted: Simple | None) -> Draft:
    """A question that is asked only so, or always.

    Raises:
        LookupError: one of the questions is not there.
    """
    place = find(draft, name)
    if wanted is None:
        return draft.after(FLOW, Remove((*place.path, "when"))) if "when" in place.data else draft
    written = _written(find(draft, wanted.question), wanted)
    if place.data.get("when") == written:
        return draft
    return draft.after(FLOW, Put((*place.path, "when"), written, before_key("when")))


def _written(looked_at: QuestionPlace, wanted: Simple) -> Written:
    name, values = wanted.question, list(wanted.values)
    if not values:
        return {name: "answered"}
    if looked_at.kind == "choices":
        tests = [{name: {"has": value}} for value in values]
        return tests[0] if len(tests) == 1 else {"any": tests}
    return {name: values[0]} if len(values) == 1 else {name: {"in": values}}
