"""The updates worked already."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.faults import fault_of
from storage.models.seen_update import SeenUpdateRow
from storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from storage.stores import WriteStore

__all__ = ["apart", "note"]

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


@contextmanager
def apart(store: WriteStore) -> Iterator[None]:
    """What is done inside is done whole, or undone when it raises; the transaction goes on.

    Raises:
        StorageError: the world failed, and not what was done: the transaction must end.
    """
    # By the driver itself: through SQLAlchemy it costs as much as storing the answer.
    store.driver.execute("SAVEPOINT apart")
    try:
        yield
    except Exception as error:
        fault = fault_of(error, "the database")
        if fault is not None:
            raise fault from error
        store.driver.execute("ROLLBACK TO SAVEPOINT apart")
        store.driver.execute("RELEASE SAVEPOINT apart")
        raise
    store.driver.execute("RELEASE SAVEPOINT apart")
