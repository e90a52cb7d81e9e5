"""The walks, each with its whole state."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from flows.run import RunStatus
from storage.columns import Key, choice
from storage.models.base import Row

__all__ = ["RunRow"]


class RunRow(Row):
    """The state comes last, so that counting runs does not read it. No index holds what an answer
    changes: storing one costs the same whatever the number of runs.
    """

    __tablename__ = "runs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["flow", "revision"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
        Index(None, "flow", "revision"),
    )

    id: Mapped[Key]
    #: what links and buttons carry
    public_id: Mapped[str] = mapped_column(unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    alliance_id: Mapped[int] = mapped_column(ForeignKey("alliances.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id"), index=True)
    flow: Mapped[str]
    revision: Mapped[int]
    language: Mapped[str]
    status: Mapped[RunStatus] = mapped_column(choice(RunStatus, "status"))
    #: the place asked; empty once nothing is left to ask
    at: Mapped[str]
    #: the one its contact speaks to; at most one of theirs
    active: Mapped[bool]
    #: raised by one with each change; who holds another lost the race
    version: Mapped[int]
    #: how many rows of history it has
    history: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    #: the whole `flows.run.Run`, as `storage.run_state` writes it
    state: Mapped[str]


Index(
    "uq_runs_active",
    RunRow.contact_id,
    unique=True,
    sqlite_where=RunRow.active.is_(True),
    postgresql_where=RunRow.active.is_(True),
)
