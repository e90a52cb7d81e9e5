"""Which schema a database has, against the one that this release is written for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from storage.errors import MissingMigration, NewerDatabase, NotOurDatabase

if TYPE_CHECKING:
    from storage.database import Database
    from storage.stores import ReadStore

__all__ = ["HEAD", "check", "found", "is_empty"]

#: the last step of `storage/migrations/versions`; steps are numbered, so that they can be compared
HEAD = "0006"

VERSION_TABLE = "alembic_version"


def check(database: Database) -> None:
    """Pass when the schema is this release's. Raises MissingMigration, NewerDatabase."""
    version = found(database)
    if version is None:
        raise MissingMigration(database=database.name, found="nothing", needed=HEAD)
    if version > HEAD:
        raise NewerDatabase(database=database.name, found=version, needed=HEAD)
    if version < HEAD:
        raise MissingMigration(database=database.name, found=version, needed=HEAD)


def is_empty(database: Database) -> bool:
    """It holds nothing yet. Raises NotOurDatabase when it holds what is not ours."""
    return found(database) is None


def found(database: Database) -> str | None:
    """The step that the schema is at; none when the database holds nothing."""
    path = file_of(database)
    if path is not None and not path.exists():
        return None  # looking would make it
    return database.read(lambda store: recorded(store, database))


def recorded(store: ReadStore, database: Database) -> str | None:
    tables = inspect(store.connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables:
            raise NotOurDatabase(database=database.name)
        return None
    version = store.connection.scalar(
        select(column("version_num")).select_from(table(VERSION_TABLE))
    )
    return None if version is None else str(version)


def file_of(database: Database) -> Path | None:
    """Where a SQLite database is, when its address is a plain path."""
    path = database.url.database
    if database.url.get_backend_name() != "sqlite" or not path or path.startswith("file:"):
        return None
    return Path(path)
