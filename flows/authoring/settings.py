"""What a question has besides its texts: yes or no, limits, who reads the answer."""

from __future__ import annotations

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.places import QuestionPlace, find
from flows.authoring.texts import before_key
from flows.questions import KINDS
from flows.run import Written
from flows.source import Path
from flows.source.rewriting import Remove

__all__ = ["FLAGS", "LIMITS", "flags_of", "limits_of", "set_value", "setting"]

#: what is so or not, in the order in which it is asked
FLAGS = ("required", "sensitive", "quick", "other", "past", "at_least_today", "whole")
#: by kind, where its limits are
LIMITS = {
    **dict.fromkeys(("text", "long_text"), (("chars", "at_least"), ("chars", "at_most"))),
    **dict.fromkeys(("choices", "number", "people", "list"), (("at_least",), ("at_most",))),
}


def flags_of(place: QuestionPlace) -> tuple[str, ...]:
    """Those that its kind knows."""
    kind = KINDS.get(place.kind)
    fields = kind.model_fields if kind else {}
    return tuple(flag for flag in FLAGS if flag in fields)


def limits_of(place: QuestionPlace) -> tuple[Path, ...]:
    return LIMITS.get(place.kind, ())


def setting(place: QuestionPlace, path: Path) -> Written:
    """As it is written; by default when it is not."""
    written = found(place.data, path)
    return _default(place, path) if written is None else written


def set_value(draft: Draft, name: str, path: Path, value: Written) -> Draft:
    """A question with another value there; what goes without saying is not written.

    Raises:
        LookupError: there is no such question.
    """
    place = find(draft, name)
    if setting(place, path) == value and type(setting(place, path)) is type(value):
        return draft
    if value is not None and value != _default(place, path):
        after = before_key(path[0]) if found(place.data, path[:1]) is None else before_key(path[-1])
        return draft.put(FLOW, (*place.path, *path), value, after=after)
    if found(place.data, path) is None:
        return draft
    whole = found(place.data, path[:-1])
    alone = len(path) > 1 and len(whole) == 1
    return draft.after(FLOW, Remove((*place.path, *(path[:-1] if alone else path))))


def _default(place: QuestionPlace, path: Path) -> Written:
    kind = KINDS.get(place.kind)
    field = kind.model_fields.get(str(path[0])) if kind else None
    found_value = None if field is None or field.is_required() else field.get_default()
    for step in path[1:]:
        found_value = getattr(found_value, str(step), None)
    if isinstance(found_value, tuple):
        return [str(each) for each in found_value]
    return found_value
