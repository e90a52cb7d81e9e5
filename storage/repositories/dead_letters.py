"""The updates that could not be worked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.errors import NoSuchRow
from storage.models.dead_letter import DeadLetterRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["DeadLetter", "load", "mark_replayed", "recent", "set_aside"]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: int
    source: str
    #: none when it could not even be read
    update_id: int | None
    #: as it came
    body: str
    error: str
    created_at: datetime
    replayed_at: datetime | None


LETTERS = select(
    DeadLetterRow.id,
    DeadLetterRow.source,
    DeadLetterRow.update_id,
    DeadLetterRow.body,
    DeadLetterRow.error,
    DeadLetterRow.created_at,
    DeadLetterRow.replayed_at,
)


def set_aside(
    store: WriteStore,
    *,
    source: str,
    update_id: int | None,
    body: str,
    error: str,
    now: datetime,
    contact_id: int | None = None,
) -> None:
    """Keep an update that broke us, to be looked at; it goes with its contact, if that is known."""
    statement = insert(DeadLetterRow).values(
        source=source,
        update_id=update_id,
        contact_id=contact_id,
        body=body,
        error=error,
        created_at=now,
    )
    store.connection.execute(statement)


def recent(store: ReadStore, *, limit: int = 100) -> tuple[DeadLetter, ...]:
    """The last ones set aside, the newest first."""
    statement = LETTERS.order_by(DeadLetterRow.id.desc()).limit(limit)
    return tuple(DeadLetter(*letter) for letter in store.connection.execute(statement))


def load(store: ReadStore, letter_id: int) -> DeadLetter:
    """One of them. Raises NoSuchRow."""
    row = store.connection.execute(LETTERS.where(DeadLetterRow.id == letter_id)).one_or_none()
    if row is None:
        raise NoSuchRow(noun="letter", key=letter_id)
    return DeadLetter(*row)


def mark_replayed(store: WriteStore, letter_id: int, *, now: datetime) -> None:
    """It was worked after all."""
    statement = update(DeadLetterRow).where(DeadLetterRow.id == letter_id).values(replayed_at=now)
    store.connection.execute(statement)
