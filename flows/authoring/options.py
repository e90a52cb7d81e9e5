"""The options of a question: new ones, others in their place, and those that go."""

from __future__ import annotations

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.known import Published
from flows.authoring.places import QuestionPlace, find, formers_of, name_of
from flows.authoring.proposing import proposed
from flows.authoring.retiring import retire
from flows.authoring.texts import before_key
from flows.source.rewriting import Insert, Move, Put, Remove

__all__ = ["add_option", "move_option", "option_names", "remove_option", "written_options"]


def option_names(place: QuestionPlace) -> tuple[str, ...]:
    """The ids of its options, in order."""
    listed = place.data.get("options")
    return tuple(map(name_of, listed)) if isinstance(listed, list) else ()


def add_option(draft: Draft, question: str, label: str, *, published: Published) -> Draft:
    """A question with one option more, at the end; its id is proposed from its label."""
    place = find(draft, question)
    names = option_names(place)
    taken = {*names, *published.options(draft, question)}
    option = {"id": proposed(label, taken, fallback="option"), "label": label}
    path = (*place.path, "options")
    if isinstance(place.data.get("options"), list):
        return draft.after(FLOW, Insert(path, len(names), option))
    return draft.after(FLOW, Put(path, [option], before_key("options")))


def written_options(labels: list[str]) -> list[dict[str, str]]:
    """The options that some labels are of."""
    options: list[dict[str, str]] = []
    for label in labels:
        taken = {option["id"] for option in options}
        options.append({"id": proposed(label, taken, fallback="option"), "label": label})
    return options


def move_option(draft: Draft, question: str, option: str, by: int) -> Draft:
    """One place up or down; nothing at the end of the list."""
    place = find(draft, question)
    names = option_names(place)
    here = names.index(option)
    there = here + by
    if not 0 <= there < len(names):
        return draft
    return draft.after(FLOW, Move((*place.path, "options"), here, there))


def remove_option(
    draft: Draft, question: str, option: str, because: str, *, published: Published
) -> Draft:
    """Without it, in every language; what was published of it is noted as retired."""
    place = find(draft, question)
    number = option_names(place).index(option)
    data = found(place.data, ("options", number))
    known = published.options(draft, question)
    for _, file in draft.overlays():
        over = (*place.over, "options", option)
        if found(draft.data(file), over) is not None:
            draft = draft.after(file, Remove(over))
    draft = draft.after(FLOW, Remove((*place.path, "options", number)))
    for name in (option, *formers_of(data)):
        if name in known:
            draft = retire(draft, {"id": name, "of": question, "because": because})
    return draft
