"""Saving what a form changed of a working copy: one save, one version, beside what others do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from charter.translating.writing import said_anew
from flows.authoring.draft import Draft
from flows.authoring.known import Published
from flows.wording.clean import clean
from storage.errors import NoSuchRow
from storage.publishing import bytes_of
from storage.repositories import audit, revisions, working_copies
from storage.repositories.working_copies import WRITTEN, WorkingCopy
from storage.stores import ReadStore, WriteStore
from web.asked import Asked
from web.views.acts import Act
from web.views.copy_texts import LOOKED_AT
from web.views.names import Names

__all__ = ["Typed", "marks_of", "published_of", "read_typed", "saved_by", "store_draft"]

#: of the field that says what stood in the others when the form was made
BASE = "base"


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with a form, beside what is stored."""

    #: by field
    values: Mapping[str, str]
    #: fields that were changed here, to what
    changed: Mapping[str, str]
    #: fields that were changed here and by somebody else, with what these say now
    overtaken: Mapping[str, str]


def marks_of(values: Mapping[str, str]) -> str:
    """What the fields of a form are recognised by later."""
    return json.dumps({name: _mark(value) for name, value in values.items()})


def read_typed(asked: Asked, stored: Mapping[str, str], *, ticks: Sequence[str] = ()) -> Typed:
    """Which fields were changed by who sends the form; the others stay as they are now.

    Args:
        ticks: fields that are not sent when they are not ticked.
    """
    base = _base(asked)
    sent = {name: asked.form.text(name) for name in stored if name in asked.form.fields}
    sent |= {name: asked.form.text(name) for name in ticks} if BASE in asked.form.fields else {}
    changed, overtaken = {}, {}
    for name, value in sent.items():
        mark = base.get(name, _mark(stored[name]))
        if _mark(value) == mark or value == clean(stored[name]):
            continue
        changed[name] = value
        if mark != _mark(stored[name]):
            overtaken[name] = stored[name]
    return Typed({**stored, **sent}, changed, overtaken)


def store_draft(asked: Asked, store: WriteStore, copy: WorkingCopy, draft: Draft) -> bool:
    """Keep what is new in it; whether anything was. Raises Overtaken."""
    if all(copy.sources.get(file) == text for file, text in draft.sources.items()):
        return False
    after = said_anew(copy.files, bytes_of(draft.sources))
    sources = {name: content.decode() for name, content in after.items()}
    working_copies.change(store, copy, sources, by=asked.who.person.id, now=asked.now)
    return True


def saved_by(asked: Asked, store: ReadStore, copy: WorkingCopy) -> Act | None:
    """Who else saved something in it last, and when."""
    for entry in audit.about(store, "flow", copy.flow, limit=LOOKED_AT):
        is_other = entry.by_person_id != asked.who.person.id
        if entry.action == WRITTEN and entry.details.get("copy") == copy.public_id and is_other:
            return Act(entry.at, Names(asked, store).person(entry.by_person_id), "files.saved_by")
    return None


def published_of(store: ReadStore, copy: WorkingCopy) -> Published:
    """The names that people's answers go by now."""
    try:
        return Published.of(revisions.live(store, copy.flow).sources)
    except NoSuchRow:  # nobody answered anything yet
        return Published.of({})


def _base(asked: Asked) -> Mapping[str, str]:
    try:
        found = json.loads(asked.form.raw(BASE) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _mark(value: str) -> str:
    """As a form cleans it: what nobody means to send is no change."""
    return sha256(clean(value).encode(errors="replace")).hexdigest()[:8]
