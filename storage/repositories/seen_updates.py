"""The updates worked already."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.faults import fault_of
from storage.models.seen_update import SeenUpdateRow
from storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from storage.stores import WriteStore

__all__ = ["apart", "note"]

#: at most so many in one statement
AT_ONCE = 50


def note(store: WriteStore, source: str, update_ids: Iterable[int], *, now: datetime) -> set[int]:
    """Those of them that are new. Of two transactions that note the same one, the second waits for
    the end of the first, so that it is worked once whatever happens; all of them are noted in the
    same order, so that none waits crosswise.
    """
    ids = sorted(update_ids)
    fresh: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        numbered = {f"update_id_{place}": update_id for place, update_id in enumerate(some)}
        note_of = insert_of(store.connection.dialect.name, len(some))
        fresh.update(row[0] for row in note_of.all(store, source=source, seen_at=now, **numbered))
    return fresh


@lru_cache(2 * AT_ONCE)
def insert_of(dialect: str, count: int) -> Prepared:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    columns = SeenUpdateRow.__table__.columns
    shared = {name: bindparam(name, type_=columns[name].type) for name in ("source", "seen_at")}
    lines = [
        {**shared, "update_id": bindparam(f"update_id_{place}", type_=columns.update_id.type)}
        for place in range(count)
    ]
    return Prepared(
        insert(SeenUpdateRow)
        .values(lines)
        .on_conflict_do_nothing()
        .returning(SeenUpdateRow.update_id)
    )


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
