"""How many rows there are, but for what every message to the bot leaves."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.database import Database
from storage.models import Row
from storage.stores import ReadStore

__all__ = ["counted"]

#: what comes and goes with messages and time, whatever they are about
OF_MESSAGES = {"outbox_messages", "seen_updates", "senders", "sending_paces", "timers", "trials"}


def counted(database: Database) -> dict[str, int]:
    """By table, of all that is about people and flows."""
    tables = [table for table in Row.metadata.sorted_tables if table.name not in OF_MESSAGES]

    def read(store: ReadStore) -> dict[str, int]:
        counts = (select(func.count()).select_from(table) for table in tables)
        found = [store.connection.execute(count).scalar_one() for count in counts]
        return dict(zip((table.name for table in tables), found, strict=True))

    return database.read(read)
