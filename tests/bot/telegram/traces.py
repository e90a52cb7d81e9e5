"""Every row of every table, as text, to look for what should not be there."""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Database
from storage.models.base import Row
from storage.stores import ReadStore

__all__ = ["rows_with", "tables"]


def tables(database: Database) -> dict[str, list[str]]:
    """By table, whichever there are."""

    def read(store: ReadStore) -> dict[str, list[str]]:
        return {
            table.name: [repr(tuple(row)) for row in store.connection.execute(select(table))]
            for table in Row.metadata.sorted_tables
        }

    return database.read(read)


def rows_with(database: Database, *marks: str) -> list[tuple[str, str]]:
    """The table and the row of each trace."""
    return [
        (name, row)
        for name, rows in tables(database).items()
        for row in rows
        for mark in marks
        if mark in row
    ]
