"""The updates worked already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.models.seen_update import SeenUpdateRow
from storage.prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import WriteStore

__all__ = ["note"]

VALUES: dict[str, BindParameter[Any]] = {
    name: bindparam(name) for name in ("source", "update_id", "seen_at")
}
NOTE = {
    "sqlite": Prepared(sqlite.insert(SeenUpdateRow).values(VALUES).on_conflict_do_nothing()),
    "postgresql": Prepared(
        postgresql.insert(SeenUpdateRow).values(VALUES).on_conflict_do_nothing()
    ),
}


def note(store: WriteStore, source: str, update_id: int, *, now: datetime) -> bool:
    """Whether it is new. Of two transactions that note the same one, the second waits for the
    end of the first, so that it is worked once whatever happens.
    """
    statement = NOTE[store.connection.dialect.name]
    return statement.run(store, source=source, update_id=update_id, seen_at=now) == 1
