"""The texts of a question in each language, and rewording them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.places import QuestionPlace, find, name_of, questions
from flows.questions import KINDS
from flows.shape import Each, Shown, id_key, shape_of
from flows.source import Path
from flows.source.rewriting import Put, Remove
from flows.texts import texts

__all__ = ["ORDER", "TextAt", "over_path", "reword", "said_in", "text_name", "texts_of"]

#: keys of a question and of an option, in the order of the files that we ship
ORDER = (
    *("id", "kind", "required", "sensitive", "quick", "when", "text", "label", "hint", "why"),
    *("help", "example", "warn", "scores", "agree", "unit", "chars", "past", "at_least_today"),
    *(
        "quick_dates",
        "from",
        "to",
        "labels",
        "summary",
        "each",
        "add",
        "at_least",
        "at_most",
        "whole",
    ),
    *("item", "options", "other", "close", "mixed", "families", "bands", "nudge", "legal"),
    *("visible_to", "changed_meaning", "was"),
)
#: texts that any question may have
USUAL = ("text", "hint", "why", "help", "example")


@dataclass(frozen=True, slots=True)
class TextAt:
    """A text that people read, or room for one."""

    #: within its question
    path: Path
    text: str
    is_required: bool


def texts_of(place: QuestionPlace) -> Iterator[TextAt]:
    """Its own texts, those that it has not as well; without the parts of a list."""
    kind = KINDS.get(place.kind)
    written = dict(texts(kind, place.data)) if kind else {}
    for key in USUAL:
        yield TextAt((key,), _said(place.data.get(key)), key == "text")
    shape = shape_of(kind) if kind else None
    for key, field in shape.fields.items() if shape else ():
        if isinstance(field, Shown) and key not in USUAL:
            yield TextAt((key,), _said(place.data.get(key)), bool(shape and shape.requires(key)))
    for path, text in written.items():
        if len(path) > 1 and path[0] not in ("item", "options"):
            yield TextAt(path, text, is_required=True)
    for number, option in enumerate(_options(place)):
        for key in ("label", "hint", "warn"):
            yield TextAt(("options", number, key), _said(option.get(key)), key == "label")


def over_path(place: QuestionPlace, path: Path) -> Path:
    """Where an overlay says a text: by the id of a thing where it has one."""
    kind = KINDS.get(place.kind)
    shape = shape_of(kind).fields.get(str(path[0])) if kind and path else None
    if len(path) > 1 and isinstance(shape, Each) and id_key(shape.item):
        name = name_of(found(place.data, path[:2]), id_key(shape.item))
        return (*place.over, path[0], name or path[1], *path[2:])
    return (*place.over, *path)


def text_name(place: QuestionPlace, path: Path) -> str:
    """What a text is called where it is noted what it was translated from."""
    steps = over_path(place, path)
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in steps)


def said_in(draft: Draft, file: str, place: QuestionPlace, path: Path) -> str:
    """What an overlay says there; empty when it says nothing."""
    over = over_path(place, path)
    whole = found(draft.data(file), over[:-1])
    if isinstance(whole, str) and path[-1] == "text":  # written in short
        return whole
    return _said(found(draft.data(file), over))


def reword(draft: Draft, name: str, path: Path, text: str, *, file: str = FLOW) -> Draft:
    """A question with one of its texts changed, in the file of a language; empty takes it away.

    Raises:
        LookupError: there is no such question.
        CannotRewrite: it has to be done in the file itself.
    """
    place = find(draft, name)
    if file != FLOW:
        return _translate(draft, file, place, path, text)
    before = _said(found(place.data, path))
    if before == text:
        return draft
    if not text:
        return _without(draft, place, path)
    noted = {text_name(place, path): before} if before else {}
    for _, over in draft.overlays():
        if said_in(draft, over, place, path) and not _is_noted(draft, over, next(iter(noted), "")):
            draft = draft.stamp(over, noted)
    return draft.put(FLOW, (*place.path, *path), text, after=before_key(path[-1]))


def before_key(key: str | int) -> tuple[str, ...]:
    """The keys after which a new one stands."""
    return ORDER[: ORDER.index(str(key))] if key in ORDER else ()


def _without(draft: Draft, place: QuestionPlace, path: Path) -> Draft:
    """The text goes, in every language."""
    for _, file in draft.overlays():
        if said_in(draft, file, place, path):
            draft = draft.after(file, Remove(over_path(place, path)))
    return draft.after(FLOW, Remove((*place.path, *path)))


def _translate(draft: Draft, file: str, place: QuestionPlace, path: Path, text: str) -> Draft:
    before = said_in(draft, file, place, path)
    if before == text:
        return draft
    over = over_path(place, path)
    if not text:
        return draft.after(file, Remove(over))
    if isinstance(found(draft.data(file), over[:-1]), str):
        draft = draft.after(file, Put(over[:-1], text))
    else:
        draft = draft.put(file, over, text, after=_follows(draft, file, place, over))
    return draft.stamp(file, {text_name(place, path): _said(found(place.data, path))})


def _follows(draft: Draft, file: str, place: QuestionPlace, over: Path) -> tuple[str, ...]:
    """What the first new key of a path comes after: as in the source."""
    data = draft.data(file)
    missing = next((n for n in range(len(over)) if found(data, over[: n + 1]) is None), len(over))
    if missing == len(over):
        return ()
    if any(isinstance(step, int) for step in over[missing:]):
        raise LookupError(over)  # a list that is not there has to be written whole
    if missing == len(place.over) - 1:
        names = [each.name for each in questions(draft) if each.whole == place.whole]
    elif missing == len(place.over) + 1:
        names = [name_of(option) for option in _options(place)]
    else:
        return before_key(over[min(missing, len(over) - 1)])
    return tuple(names[: names.index(str(over[missing]))])


def _is_noted(draft: Draft, file: str, name: str) -> bool:
    stamps = draft.data(file).get("translated")
    return isinstance(stamps, str) and any(
        line.split()[:1] == [name] for line in stamps.split("\n")
    )


def _options(place: QuestionPlace) -> list[dict[str, object]]:
    listed = place.data.get("options")
    options = listed if isinstance(listed, list) else []
    return [each if isinstance(each, dict) else {} for each in options]


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""
