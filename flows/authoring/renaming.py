"""Another name for a question or an option, everywhere that it is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.authoring.draft import FLOW, Draft, found
from flows.authoring.known import Published
from flows.authoring.options import option_names
from flows.authoring.places import QuestionPlace, find, formers_of
from flows.authoring.references import renaming
from flows.authoring.texts import before_key
from flows.run import Written
from flows.source import Path
from flows.source.rewriting import Edit, Put, Remove, Rename

__all__ = ["rename_option", "rename_question"]


def rename_question(draft: Draft, old: str, new: str, *, published: Published) -> Draft:
    """A question of another name; what people answered to it goes with it."""
    place = find(draft, old)
    known = published.has(old)
    by_file: dict[str, list[Edit]] = {}
    for file, path, text, is_key in renaming(draft, old, new):
        edit: Edit = Rename(path, text) if is_key else Put(path, text)
        by_file.setdefault(file, []).append(edit)
    for file, edits in by_file.items():
        draft = draft.after(file, *_deepest_first(edits))
    return _renamed(draft, place.path, place.data, (old, new), is_known=known)


def rename_option(
    draft: Draft, question: str, old: str, new: str, *, published: Published
) -> Draft:
    """An option of another name, in conditions, stories and languages too."""
    place = find(draft, question)
    known = old in published.options(draft, question)
    number = option_names(place).index(old)
    path: Path = (*place.path, "options", number)
    data = found(place.data, ("options", number))
    for file in sorted(draft.sources):
        edits = [Put(at, new) for at in _values(draft.data(file), (), place, old)]
        draft = draft.after(file, *edits)
    for _, file in draft.overlays():
        over = (*place.over, "options", old)
        if found(draft.data(file), over) is not None:
            draft = draft.after(file, Rename(over, new))
    return _renamed(draft, path, data, (old, new), is_known=known)


def _renamed(
    draft: Draft, path: Path, data: Written, names: tuple[str, str], *, is_known: bool
) -> Draft:
    """The thing itself, with the name that people's answers have."""
    old, new = names
    was = list(formers_of(data))
    formers = [name for name in (*was, *([old] if is_known else [])) if name != new]
    draft = draft.after(FLOW, Put((*path, "id"), new))
    if formers == was:
        return draft
    if not formers:
        return draft.after(FLOW, Remove((*path, "was")))
    return draft.after(FLOW, Put((*path, "was"), formers, before_key("was")))


def _deepest_first(edits: Iterable[Edit]) -> list[Edit]:
    """What is inside is written before the key above it has another name."""
    return sorted(edits, key=lambda edit: -len(edit.path))


def _values(data: Written, path: Path, place: QuestionPlace, old: str) -> Iterator[Path]:
    """Where the option is an answer: in conditions, in stories, and as what an advice falls to."""
    match data:
        case dict():
            for key, value in data.items():
                yield from _values(value, (*path, key), place, old)
        case list():
            for number, value in enumerate(data):
                yield from _values(value, (*path, number), place, old)
        case str() if data == old and _is_answer(path, place):
            yield path
        case _:
            pass


def _is_answer(path: Path, place: QuestionPlace) -> bool:
    if path == (*place.path, "mixed"):
        return True
    keys = [step for step in path if isinstance(step, str)]
    if place.name not in keys[:-1] and keys[-1:] != [place.name]:
        return False
    after = keys[keys.index(place.name) + 1 :] if place.name in keys else []
    is_test = "when" in keys and after in ([], ["in"], ["has"])
    return is_test or ("answers" in keys and after in ([], ["picked"]))
