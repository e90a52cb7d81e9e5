"""What is being typed is kept for who types it, within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from storage.repositories import typed_texts
from storage.stores import WriteStore

__all__ = ["FILE", "LONGEST", "keep_typed"]

#: letters of one text: as long as a form may be
LONGEST = 100_000
#: what the names of fields begin with in which a whole file is written, and letters of those
FILE = "file:"
LONGEST_FILE = 1_100_000
#: letters of the name of a field
LONGEST_NAME = 200
#: fields of one person
MOST = 500


def keep_typed(
    store: WriteStore, person_id: int, typed: Iterable[tuple[str, str]], *, now: datetime
) -> bool:
    """Whether all of it was kept."""
    whole = True
    room = MOST - typed_texts.count(store, person_id)
    for field, text in typed:
        room -= 1
        most = LONGEST_FILE if field.startswith(FILE) else LONGEST
        if room < 0 or not 0 < len(field) <= LONGEST_NAME or len(text) > most:
            whole = False
            continue
        typed_texts.keep(store, person_id, field, text, now=now)
    return whole
