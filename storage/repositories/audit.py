"""Who did what, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from storage.models.audit_entry import AuditEntryRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["AuditEntry", "about", "record"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    id: int
    at: datetime
    by_person_id: int | None
    action: str
    noun: str
    noun_key: str
    details: Mapping[str, Any]


def record(
    store: WriteStore,
    action: str,
    *,
    noun: str,
    key: str,
    by: int | None,
    now: datetime,
    details: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Note that the person, or the program when none, did this to that noun, such as ``run``
    and its public id.

    Details are ids, numbers and states, never words of people: an erasure leaves them in place.
    """
    statement = insert(AuditEntryRow).values(
        at=now,
        by_person_id=by,
        action=action,
        noun=noun,
        noun_key=key,
        details=dict(details or {}),
    )
    store.connection.execute(statement)


def about(store: ReadStore, noun: str, key: str, *, limit: int = 100) -> tuple[AuditEntry, ...]:
    """What was done to it, the newest first."""
    row = AuditEntryRow
    statement = (
        select(row.id, row.at, row.by_person_id, row.action, row.noun, row.noun_key, row.details)
        .where(row.noun == noun, row.noun_key == key)
        .order_by(row.id.desc())
        .limit(limit)
    )
    return tuple(AuditEntry(*entry) for entry in store.connection.execute(statement))
