"""Whether a database is whole, as far as it can tell by itself."""

from __future__ import annotations

from storage import schema
from storage.database import Database
from storage.stores import ReadStore
from storage.version import file_of

__all__ = ["troubles"]


def troubles(database: Database) -> list[str]:
    """What is wrong: damage of a SQLite file, rows that lost what they belong to, and what differs
    from the schema of this release.
    """
    found = [] if file_of(database) is None else database.read(_damage)
    return found + [
        f"The schema differs: {difference}" for difference in schema.differences(database)
    ]


def _damage(store: ReadStore) -> list[str]:
    pages = [str(row[0]) for row in store.driver.execute("PRAGMA integrity_check")]
    orphans = store.driver.execute("PRAGMA foreign_key_check").fetchall()
    return [
        *(f"The file is damaged: {page}" for page in pages if page != "ok"),
        *(f"A row of {row[0]} ({row[1]}) belongs to no row of {row[2]}." for row in orphans),
    ]
