"""Runs in lists: what is known of them without reading their state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from flows.run import RunStatus
from storage.models.alliance import AllianceRow
from storage.models.review import ReviewRow
from storage.models.run import RunRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

    from charter.review import ReviewStatus
    from storage.stores import ReadStore

__all__ = ["ListedRun", "of_contact", "recent"]


@dataclass(frozen=True, slots=True)
class ListedRun:
    id: int
    public_id: str
    #: of its alliance; may be empty
    title: str
    flow: str
    revision: int
    status: RunStatus
    #: the place asked; empty once nothing is left to ask
    at: str
    active: bool
    updated_at: datetime
    #: where its alliance stands with the coaches; none when it was never sent
    review: ReviewStatus | None = None


LISTED: Select[*tuple[Any, ...]] = (
    select(
        RunRow.id,
        RunRow.public_id,
        AllianceRow.title,
        RunRow.flow,
        RunRow.revision,
        RunRow.status,
        RunRow.at,
        RunRow.active,
        RunRow.updated_at,
        ReviewRow.status,
    )
    .join(AllianceRow, AllianceRow.id == RunRow.alliance_id)
    .outerjoin(ReviewRow, ReviewRow.alliance_id == RunRow.alliance_id)
)


def of_contact(store: ReadStore, contact_id: int) -> tuple[ListedRun, ...]:
    """Every run of one contact, the newest first."""
    statement = LISTED.where(RunRow.contact_id == contact_id).order_by(RunRow.id.desc())
    return tuple(ListedRun(*row) for row in store.connection.execute(statement))


def recent(store: ReadStore, *, limit: int, before_id: int | None = None) -> tuple[ListedRun, ...]:
    """A page of all runs, the newest first; the next one begins before the last id of this one."""
    statement = LISTED.order_by(RunRow.id.desc()).limit(limit)
    if before_id is not None:
        statement = statement.where(RunRow.id < before_id)
    return tuple(ListedRun(*row) for row in store.connection.execute(statement))
