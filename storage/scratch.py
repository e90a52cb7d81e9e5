"""A whole small database in memory, made from bytes and back: what is tried in it happens nowhere
else.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from storage.engines import begin_immediately
from storage.models import Row
from storage.stores import WriteStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

__all__ = ["Scratch", "scratch"]

#: bytes: most tables have a row or none, and each takes a page
PAGE = 512
#: it is stored at each message, and empty pages go at once
LEVEL = 1


class Scratch:
    """Open for one transaction of whoever made it."""

    def __init__(self, store: WriteStore, connection: sqlite3.Connection) -> None:
        self.store = store
        self._connection = connection

    def snapshot(self) -> bytes:
        """All of it, as far as it was written until now."""
        self.store.connection.commit()
        self.store.connection.begin()
        return zlib.compress(self._connection.serialize(), LEVEL)


@contextmanager
def scratch(snapshot: bytes | None = None) -> Iterator[Scratch]:
    """The database of that snapshot, or one that holds nothing yet; gone afterwards."""
    content = zlib.decompress(snapshot) if snapshot is not None else _empty()
    with closing(_connection()) as connection:
        connection.deserialize(content)
        engine = _engine(connection)
        with engine.connect() as connected:
            connected.begin()
            yield Scratch(WriteStore(connected), connection)
            connected.rollback()  # what was wanted is in a snapshot


@cache
def _empty() -> bytes:
    with closing(_connection()) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        engine = _engine(connection)
        with engine.begin() as connected:
            Row.metadata.create_all(connected)
        return connection.serialize()


def _connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _engine(connection: sqlite3.Connection) -> Engine:
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", begin_immediately)
    return engine
