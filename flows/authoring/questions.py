"""Whole questions: new ones, others in their place, and those that go."""

from __future__ import annotations

from collections.abc import Mapping

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.known import Published
from flows.authoring.places import find, find_stage, formers_of, name_of, questions
from flows.authoring.retiring import retire
from flows.authoring.texts import ORDER, before_key
from flows.questions import KINDS
from flows.run import Written
from flows.shape import shape_of
from flows.source.rewriting import Insert, Move, Put, Remove, Transfer

__all__ = [
    "add_question",
    "change_kind",
    "move_question",
    "names_in",
    "place_question",
    "remove_question",
]


def add_question(draft: Draft, stage: str, index: int, data: Mapping[str, Written]) -> Draft:
    """One more in a stage, its keys in the order of the files. Raises LookupError."""
    path, _ = find_stage(draft, stage)
    ordered = {key: data[key] for key in ORDER if key in data}
    listed = found(draft.data(FLOW), (*path, "questions"))
    if not isinstance(listed, list):
        return draft.after(FLOW, Put((*path, "questions"), [ordered]))
    return draft.after(FLOW, Insert((*path, "questions"), min(index, len(listed)), ordered))


def move_question(draft: Draft, name: str, by: int) -> Draft:
    """One place up or down: at the end of its stage, to the one beside."""
    place = find(draft, name)
    holder, here = place.path[:-1], int(place.path[-1])
    there, count = here + by, len(found(draft.data(FLOW), holder))
    if 0 <= there < count:
        return draft.after(FLOW, Move(holder, here, there))
    if place.whole:
        return draft
    stage = int(holder[1]) + by
    beside = found(draft.data(FLOW), ("stages", stage, "questions")) if stage >= 0 else None
    if not isinstance(beside, list):
        return draft
    index = 0 if by > 0 else len(beside)
    return draft.after(FLOW, Transfer(place.path, ("stages", stage, "questions"), index))


def place_question(draft: Draft, name: str, stage: str) -> Draft:
    """To the end of another stage. Raises LookupError."""
    place = find(draft, name)
    path, data = find_stage(draft, stage)
    listed = data.get("questions")
    if place.whole or place.stage == stage or not isinstance(listed, list):
        return draft
    return draft.after(FLOW, Transfer(place.path, (*path, "questions"), len(listed)))


def remove_question(
    draft: Draft, name: str, because: str, *, continue_at: str, published: Published
) -> Draft:
    """Without it, in every language; what was published of it is noted as retired."""
    place = find(draft, name)
    formers = (name, *formers_of(place.data))
    for _, file in draft.overlays():
        if found(draft.data(file), place.over) is not None:
            draft = draft.after(file, Remove(place.over))
    draft = draft.after(FLOW, Remove(place.path))
    for former in formers:
        if published.has(former):
            gone = {"id": former, "because": because, "continue_at": continue_at}
            draft = retire(draft, gone)
    return draft


def change_kind(draft: Draft, name: str, kind: str) -> Draft:
    """Of another kind, without what only the former one knows."""
    place = find(draft, name)
    known = shape_of(KINDS[kind]).fields
    for key in place.data:
        if key not in known:
            for _, file in draft.overlays():
                if found(draft.data(file), (*place.over, key)) is not None:
                    draft = draft.after(file, Remove((*place.over, key)))
            draft = draft.after(FLOW, Remove((*place.path, key)))
    return draft.after(FLOW, Put((*place.path, "kind"), kind, before_key("kind")))


def names_in(draft: Draft) -> set[str]:
    """Every name that a question has, had, or that was retired."""
    retired = found(draft.data(FLOW), ("retired",))
    gone = {name_of(each) for each in retired} if isinstance(retired, list) else set()
    used = {each.name for each in questions(draft)}
    was = {name for each in questions(draft) for name in formers_of(each.data)}
    return used | was | gone
