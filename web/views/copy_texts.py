"""The text of one file of a working copy: as it is stored, as it is typed, and how they differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from storage.repositories import audit, typed_texts
from storage.repositories.working_copies import WRITTEN, WorkingCopy
from storage.stores import ReadStore, WriteStore
from web.access import Missing
from web.asked import Asked
from web.typing_kept import FILE
from web.views.acts import Act
from web.views.names import Names

__all__ = [
    "CopyText",
    "Line",
    "changed_by",
    "copy_text",
    "differences",
    "forget",
    "fresh",
    "mark_of",
]

#: lines around what differs
AROUND = 3
#: lines of a difference that are shown
LINES_AT_MOST = 400
#: entries of the audit that are looked through for who saved last
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class CopyText:
    file: str
    #: as it is stored
    stored: str
    #: as it is typed; the same when nothing was
    text: str
    #: of the stored text when typing began
    base: str
    #: under which name it is kept while it is typed
    kept: str

    @property
    def is_unsaved(self) -> bool:
        return self.text != self.stored

    @property
    def is_overtaken(self) -> bool:
        """What is typed began with another text than the one that is stored now."""
        return self.is_unsaved and self.base != mark_of(self.stored)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a difference."""

    #: « + », « - », a space, or « … » for what is left out
    sign: str
    text: str


def mark_of(text: str) -> str:
    """What a text is recognised by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def copy_text(asked: Asked, store: ReadStore, copy: WorkingCopy, file: str) -> CopyText:
    """The file that the path names, with what was typed and not saved. Raises Missing."""
    stored = copy.sources.get(file)
    if stored is None:
        raise Missing
    beginning = f"{FILE}{copy.public_id}:{file}:"
    for kept, text in asked.typed(store, beginning).items():
        return CopyText(file, stored, text, kept.removeprefix(beginning), kept)
    return fresh(copy, file, stored)


def fresh(copy: WorkingCopy, file: str, stored: str) -> CopyText:
    """A file of which nothing was typed since it was stored."""
    base = mark_of(stored)
    return CopyText(file, stored, stored, base, f"{FILE}{copy.public_id}:{file}:{base}")


def forget(asked: Asked, store: WriteStore, copy: WorkingCopy, file: str) -> None:
    """What was typed in that file was saved, or is not wanted any more."""
    kept = asked.typed(store, f"{FILE}{copy.public_id}:{file}:")
    typed_texts.drop(store, asked.who.person.id, list(kept))


def changed_by(asked: Asked, store: ReadStore, copy: WorkingCopy, file: str) -> Act | None:
    """Who saved the file last, and when; none when nobody did since it was begun."""
    for entry in audit.about(store, "flow", copy.flow, limit=LOOKED_AT):
        details = (entry.details.get("copy"), entry.details.get("file"))
        if entry.action == WRITTEN and details == (copy.public_id, file):
            return Act(entry.at, Names(asked, store).person(entry.by_person_id), "files.saved_by")
    return None


def differences(before: str, after: str) -> tuple[Line, ...]:
    """What is not the same in two texts, with some lines around."""
    old, new = before.split("\n"), after.split("\n")
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    groups = matcher.get_grouped_opcodes(AROUND)
    lines = list(chain.from_iterable(_group(group, old, new) for group in groups))
    cut = [Line("…", "")] if len(lines) > LINES_AT_MOST else []
    return (*lines[:LINES_AT_MOST], *cut)


def _group(
    group: list[tuple[str, int, int, int, int]], old: list[str], new: list[str]
) -> Iterator[Line]:
    yield Line("…", "")
    for tag, begun, ended, first, last in group:
        if tag == "equal":
            yield from (Line(" ", text) for text in old[begun:ended])
            continue
        yield from (Line("-", text) for text in old[begun:ended])
        yield from (Line("+", text) for text in new[first:last])
