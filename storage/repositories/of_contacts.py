"""Rows of a contact that are noted late, when the contact may be gone."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.contact import ContactRow
from storage.prepared import Prepared

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
    dialect = store.connection.dialect.name
    statement = keeping(dialect, table, tuple(key), tuple(values))
    statement.run(store, contact_id_is=contact_id, **key, **values)


@lru_cache
def keeping(
    dialect: str, table: type[Row], key: tuple[str, ...], values: tuple[str, ...]
) -> Prepared:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    columns = table.__table__.columns
    written = {name: bindparam(name, type_=columns[name].type) for name in (*key, *values)}
    # Who erases them now is waited for.
    theirs = select(ContactRow.id, *written.values())
    theirs = theirs.where(ContactRow.id == bindparam("contact_id_is"))
    rows = insert(table).from_select(
        ["contact_id", *written], theirs.with_for_update(read=True, key_share=True)
    )
    return Prepared(
        rows.on_conflict_do_update(
            index_elements=["contact_id", *key],
            set_={name: rows.excluded[name] for name in values},
        )
    )
