"""The schema: bring it up to this release, compare it with the models, keep a copy of it all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.engines import migrator
from storage.errors import BackupExists, BackupIsServersWork, StorageError
from storage.faults import fault_of
from storage.models import Row
from storage.version import HEAD, check, file_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from storage.database import Database

__all__ = ["backup", "check", "differences", "upgrade"]

#: any number, the same in all our processes
LOCK = 7_260_331


def upgrade(database: Database, to: str = HEAD) -> None:
    """Bring the schema to this release, all of it or nothing. Others that try meanwhile wait, and
    find it done. Raises whatever keeps the database from being written.
    """
    engine = migrator(database.url, database.patience)
    try:
        with engine.begin() as connection:
            migrate(connection, to)
    except StorageError:
        raise
    except Exception as error:
        fault = fault_of(error, database.name)
        if fault is None:
            raise
        raise fault from error
    finally:
        engine.dispose()


def migrate(connection: Connection, to: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    settings = Config()
    settings.set_main_option("script_location", "storage:migrations")
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise AssertionError(f"a migration broke foreign keys: {broken[:5]}")


def differences(database: Database) -> list[object]:
    """What the models say and the database does not have, or the other way round."""
    engine: Engine = migrator(database.url, database.patience)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            return list(compare_metadata(context, Row.metadata))
    except DBAPIError as error:
        fault = fault_of(error, database.name)
        if fault is None:
            raise
        raise fault from error
    finally:
        engine.dispose()


def backup(database: Database, path: Path) -> None:
    """Copy all of a SQLite database to a new file, while others write.

    Raises BackupExists, BackupIsServersWork on PostgreSQL, and whatever keeps the copy from being
    written; then there is no file of that name.
    """
    source = file_of(database)
    if source is None:
        raise BackupIsServersWork(path=quote(str(path)))
    if path.exists():
        raise BackupExists(path=path)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.replace(path)
    except sqlite3.Error as error:
        unfinished.unlink(missing_ok=True)
        raise (fault_of(error, str(path)) or error) from error
