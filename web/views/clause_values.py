"""The texts of a clause of the charter, in each language, and writing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charter.read import CharterRead
from charter.template import Template
from flows.authoring.draft import CHARTER, Draft, found
from flows.authoring.places import name_of
from flows.source import Path
from flows.source.rewriting import Put
from flows.texts import texts

__all__ = ["ClauseText", "clause_number", "clause_texts", "clauses_of", "reword_clause"]


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One text in one language."""

    name: str
    language: str
    file: str
    path: Path
    value: str
    #: where its source is noted
    noted: str
    #: of the source
    source: str
    is_title: bool


def clauses_of(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Each clause by its id, with its title."""
    listed = found(draft.data(CHARTER), ("clauses",))
    every = listed if isinstance(listed, list) else []
    return tuple((name_of(each), name_of(each, "title")) for each in every if name_of(each))


def clause_number(draft: Draft, name: str) -> int:
    """Raises LookupError."""
    listed = found(draft.data(CHARTER), ("clauses",))
    for number, each in enumerate(listed if isinstance(listed, list) else []):
        if name_of(each) == name:
            return number
    raise LookupError(name)


def clause_texts(draft: Draft, read: CharterRead, name: str) -> Iterator[ClauseText]:
    """Each text as written, then in the languages in which it is said. Raises LookupError."""
    place, own = ("clauses", clause_number(draft, name)), draft.data(CHARTER).get("language", "")
    files = dict(draft.overlays("charter"))
    for path, text in texts(Template, draft.data(CHARTER)):
        if path[:2] != place:
            continue
        key = ".".join(map(str, path[2:]))
        is_title = path[2:] == ("title",)
        yield ClauseText(f"{own}:{key}", str(own), CHARTER, path, text, "", text, is_title)
        for language, file in files.items():
            for each in read.translations.get(language, ()):
                if each.at.source == path and each.said:
                    where = (language, file, each.at.over, each.said, each.name, text, is_title)
                    yield ClauseText(f"{language}:{key}", *where)


def reword_clause(
    draft: Draft, fields: Mapping[str, ClauseText], changed: Mapping[str, str]
) -> Draft:
    """With what was changed; what was translated from a text that changed is noted as such.

    Raises:
        CannotRewrite: it has to be done in the file itself.
    """
    for name, text in changed.items():
        field = fields[name]
        draft = draft.after(field.file, Put(field.path, text))
        if field.file != CHARTER:
            now = changed.get(_own(fields, name), field.source)
            draft = draft.stamp(field.file, {field.noted: now})
    for name, field in fields.items():
        is_left = field.file != CHARTER and name not in changed and _own(fields, name) in changed
        if is_left and field.noted not in str(draft.data(field.file).get("translated", "")).split():
            draft = draft.stamp(field.file, {field.noted: field.source})
    return draft


def _own(fields: Mapping[str, ClauseText], name: str) -> str:
    """The field of the same text as it was written."""
    key = name.partition(":")[2]
    return next(n for n, f in fields.items() if f.file == CHARTER and n.partition(":")[2] == key)
