"""Whether a database can be written, and what time it has: asked before people rely on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, false, func, select

from storage.columns import UtcDateTime
from storage.models.seen_update import SeenUpdateRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database
    from storage.stores import ReadStore

__all__ = ["check_writable", "server_time"]


def check_writable(database: Database) -> None:
    """Change nothing, as a change. Raises DatabaseReadOnly, and what else keeps it from one."""
    nothing = delete(SeenUpdateRow).where(false())
    database.write(lambda store: store.connection.execute(nothing))


def server_time(store: ReadStore) -> datetime:
    """What the clock of a PostgreSQL server says."""
    moment = select(func.clock_timestamp(type_=UtcDateTime()))
    return store.connection.execute(moment).scalar_one()
