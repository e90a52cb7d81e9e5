"""Whether a database can be written, asked before people rely on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, false

from storage.models.seen_update import SeenUpdateRow

if TYPE_CHECKING:
    from storage.database import Database

__all__ = ["check_writable"]


def check_writable(database: Database) -> None:
    """Change nothing, as a change. Raises DatabaseReadOnly, and what else keeps it from one."""
    nothing = delete(SeenUpdateRow).where(false())
    database.write(lambda store: store.connection.execute(nothing))
