"""Forms of the desk that were sent: each acts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

from storage.models.typed_text import SentFormRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import WriteStore

__all__ = ["note"]


def note(store: WriteStore, person_id: int, token: str, *, now: datetime) -> bool:
    """Whether it is the first time: who sends the same form meanwhile waits until it is known."""
    insert = postgresql.insert if store.connection.dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(SentFormRow)
        .values(person_id=person_id, token=token, sent_at=now)
        .on_conflict_do_nothing()
        .returning(SentFormRow.token)
    )
    return store.connection.execute(statement).first() is not None
