"""Rows of a contact that are noted late, when the contact may be gone."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import literal, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.contact import ContactRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.models.base import Row
    from storage.stores import WriteStore

__all__ = ["keep"]

NOTHING: Mapping[str, object] = MappingProxyType({})


def keep(
    store: WriteStore,
    table: type[Row],
    contact_id: int,
    *,
    key: Mapping[str, object] = NOTHING,
    values: Mapping[str, object],
) -> None:
    """A row of theirs, with these values whether it was there or not; none when they were erased
    meanwhile: a row of nobody would fail whatever else is noted with it.
    """
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    columns, row = table.__table__.columns, {**key, **values}
    written = (literal(value, columns[name].type) for name, value in row.items())
    # Who erases them now is waited for.
    theirs = select(ContactRow.id, *written).where(ContactRow.id == contact_id)
    theirs = theirs.with_for_update(read=True, key_share=True)
    store.connection.execute(
        insert(table)
        .from_select(["contact_id", *row], theirs)
        .on_conflict_do_update(index_elements=["contact_id", *key], set_=dict(values))
    )
