"""What people are typing at the desk, kept until they send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.typed_text import TypedTextRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["count", "drop", "keep", "under"]


def keep(store: WriteStore, person_id: int, field: str, text: str, *, now: datetime) -> None:
    """What stands in that field of theirs now; an empty one is not kept."""
    if not text:
        drop(store, person_id, [field])
        return
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    values = {"text": text, "typed_at": now}
    store.connection.execute(
        insert(TypedTextRow)
        .values(person_id=person_id, field=field, **values)
        .on_conflict_do_update(index_elements=["person_id", "field"], set_=values)
    )


def under(store: ReadStore, person_id: int, beginning: str) -> Mapping[str, str]:
    """What they typed in the fields whose names begin so, by field."""
    row = TypedTextRow
    # To the letter: how a database sorts letters and colons is its own affair.
    begins = func.substr(row.field, 1, len(beginning)) == beginning
    within = (row.person_id == person_id, begins)
    found = store.connection.execute(select(row.field, row.text).where(*within))
    return {each.field: each.text for each in found}


def count(store: ReadStore, person_id: int) -> int:
    """How many fields are kept for them."""
    statement = select(func.count()).where(TypedTextRow.person_id == person_id)
    return store.connection.execute(statement).scalar_one()


def drop(store: WriteStore, person_id: int, fields: Iterable[str]) -> None:
    """It was sent, or is not wanted any more."""
    row = TypedTextRow
    whose = (row.person_id == person_id, row.field.in_(tuple(fields)))
    store.connection.execute(delete(row).where(*whose))
