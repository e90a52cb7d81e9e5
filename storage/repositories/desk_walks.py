"""Walks that coaches fill in at their desk, for leaders who are reached nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from storage.models.alliance import AllianceRow
from storage.models.contact import ContactRow
from storage.models.run import RunRow
from storage.models.team import PlacementRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from storage.repositories.queue import QueueScope
    from storage.stores import ReadStore

__all__ = ["CHANNEL", "DeskWalk", "find", "listed", "public_id_of"]

#: of contacts to whom nothing is ever sent
CHANNEL = "desk"


@dataclass(frozen=True, slots=True)
class DeskWalk:
    #: of the run: what addresses carry
    public_id: str
    #: of the alliance
    alliance: str
    #: of the alliance; may be empty
    title: str
    #: who it is filled in for
    person_id: int
    leader: str
    language: str
    updated_at: datetime


WALKS: Select[*tuple[Any, ...]] = (
    select(
        *(RunRow.public_id, AllianceRow.public_id, AllianceRow.title, ContactRow.person_id),
        *(ContactRow.shown_name, RunRow.language, RunRow.updated_at),
    )
    .join(AllianceRow, AllianceRow.id == RunRow.alliance_id)
    .join(ContactRow, ContactRow.id == RunRow.contact_id)
    .join(PlacementRow, PlacementRow.person_id == ContactRow.person_id)
    .where(ContactRow.channel == CHANNEL)
)


def listed(store: ReadStore, scope: QueueScope, *, limit: int) -> tuple[DeskWalk, ...]:
    """Those of these teams, and that coach's own; the last changed first."""
    statement = WALKS.where(whose(scope)).order_by(RunRow.updated_at.desc()).limit(limit)
    return tuple(DeskWalk(*row) for row in store.connection.execute(statement))


def find(store: ReadStore, scope: QueueScope, public_id: str) -> DeskWalk | None:
    """The walk, when it is one of these."""
    statement = WALKS.where(whose(scope), RunRow.public_id == public_id)
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else DeskWalk(*row)


def public_id_of(store: ReadStore, run_id: int) -> str:
    """The public id of a run that is filled in at the desk; empty for another."""
    statement = (
        select(RunRow.public_id)
        .join(ContactRow, ContactRow.id == RunRow.contact_id)
        .where(RunRow.id == run_id, ContactRow.channel == CHANNEL)
    )
    return store.connection.execute(statement).scalar_one_or_none() or ""


def whose(scope: QueueScope) -> ColumnElement[bool]:
    team = PlacementRow.team_id.in_(scope.teams)
    return team if scope.coach is None else or_(team, PlacementRow.coach_id == scope.coach)
