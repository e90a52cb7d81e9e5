"""The engines of both databases, and what each of their connections is told."""

from __future__ import annotations

import sqlite3
from time import sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.address import shown
from storage.errors import MissingDriver

__all__ = ["migrator", "reader", "threads_for", "writer"]

#: threads that write, and as many connections: SQLite has one writer at a time, and says so best
#: when nobody else asks; PostgreSQL serves more people than a process has
WRITERS = {"sqlite": 1, "postgresql": 8}
READERS = 4
#: each commit is on the disk; what is erased is overwritten, as not every SQLite was built to do
SAFE = ("synchronous = FULL", "secure_delete = ON")


def threads_for(url: URL) -> tuple[int, int]:
    """How many threads can write and read at once."""
    return WRITERS[url.get_backend_name()], READERS


def writer(url: URL, patience: float) -> Engine:
    """For transactions that change something; a lock is waited for `patience` seconds."""
    writers, _ = threads_for(url)
    if url.get_backend_name() == "postgresql":
        engine = make(url, patience, pool_size=writers, max_overflow=0)
        event.listen(engine, "connect", server_side(patience))
        return engine
    engine = make(url, patience, pool_size=writers, max_overflow=0)
    event.listen(engine, "connect", on_file(patience, "foreign_keys = ON", *SAFE))
    event.listen(engine, "connect", write_ahead)
    event.listen(engine, "begin", begin_immediately)
    return engine


def reader(url: URL, patience: float) -> Engine:
    """For transactions that see one moment of the database and cannot change it."""
    _, readers = threads_for(url)
    if url.get_backend_name() == "postgresql":
        engine = make(url, patience, pool_size=readers, max_overflow=0)
        event.listen(engine, "connect", server_side(patience))
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    engine = make(url, patience, pool_size=readers, max_overflow=0)
    event.listen(engine, "connect", on_file(patience, "query_only = ON"))
    event.listen(engine, "begin", begin)
    return engine


def migrator(url: URL, patience: float) -> Engine:
    """For changes of the schema: SQLite makes some tables anew, which foreign keys would forbid."""
    engine = make(url, patience, poolclass=NullPool)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", on_file(patience, "foreign_keys = OFF", *SAFE))
        event.listen(engine, "connect", write_ahead)
        event.listen(engine, "begin", begin_immediately)
    return engine


def make(url: URL, patience: float, **pool: Any) -> Engine:  # noqa: ANN401
    arguments: dict[str, Any] = {}
    if url.get_backend_name() == "postgresql":
        arguments["connect_timeout"] = max(2, round(patience))
    if "pool_size" in pool:
        pool["pool_timeout"] = patience
    try:
        # An error that says its parameters says the words of people.
        return create_engine(url, connect_args=arguments, hide_parameters=True, **pool)
    except ModuleNotFoundError as error:
        raise MissingDriver(database=shown(url)) from error


def on_file(patience: float, *pragmas: str) -> Any:  # noqa: ANN401
    """What a connection to a SQLite file is told first."""

    def tell(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in (f"busy_timeout = {round(patience * 1000)}", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    return tell


def write_ahead(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """A file is changed to WAL once, and says so for ever; two that change it at once need a wait
    of their own, since SQLite does not wait here.
    """
    for pause in (0.01, 0.05, 0.2, 0.5, 1.0):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
            sleep(pause)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def begin_immediately(connection: Connection) -> None:
    """The lock is taken before the first reading, so that nobody changes what was read."""
    driver_of(connection).execute("BEGIN IMMEDIATE")


def begin(connection: Connection) -> None:
    driver_of(connection).execute("BEGIN")


def driver_of(connection: Connection) -> Any:  # noqa: ANN401
    return connection.connection.dbapi_connection


def server_side(patience: float) -> Any:  # noqa: ANN401
    """What a connection to PostgreSQL is told first."""

    def tell(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        with connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"SET lock_timeout = {round(patience * 1000)}")
        connection.commit()

    return tell
