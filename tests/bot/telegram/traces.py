"""Every row of every table, as text, to look for what should not be there."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from storage.database import Database
from storage.models.base import Row
from storage.stores import ReadStore
from tests.bot.telegram.two import unpacked

__all__ = ["pages_with", "rows_with", "tables"]

#: a file in a row, as JSON carries it
CARRIED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")


def tables(database: Database) -> dict[str, list[str]]:
    """By table, whichever there are."""

    def read(store: ReadStore) -> dict[str, list[str]]:
        return {
            table.name: [repr(tuple(row)) for row in store.connection.execute(select(table))]
            for table in Row.metadata.sorted_tables
        }

    return database.read(read)


def rows_with(database: Database, *marks: str) -> list[tuple[str, str]]:
    """The table and the row of each trace, however it is written there."""
    return [
        (name, row)
        for name, rows in tables(database).items()
        for row in rows
        for mark in marks
        if holds(row, mark)
    ]


def pages_with(file: Path, *marks: str) -> list[str]:
    """The marks that the bytes of a SQLite file hold, in rows or where rows were."""
    held = b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))
    return [mark for mark in marks if any(each in held for each in spellings(mark))]


def holds(row: str, mark: str) -> bool:
    files = [content for found in CARRIED.findall(row) for content in carried(found)]
    return any(each in content for each in spellings(mark) for content in (row.encode(), *files))


def spellings(mark: str) -> set[bytes]:
    """As it is, and as JSON may write it."""
    return {mark.encode(), json.dumps(mark)[1:-1].encode()}


def carried(found: str) -> Iterator[bytes]:
    try:
        content = b64decode(found, validate=True)
    except ValueError:  # only a long word
        return
    yield from unpacked(content)
