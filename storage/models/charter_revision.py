"""The charters as they were submitted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import JsonText, Key
from storage.models.base import Row

__all__ = ["CharterRevisionRow"]


class CharterRevisionRow(Row):
    """Frozen: a trigger refuses any change, and deletion unless its alliance is being erased."""

    __tablename__ = "charter_revisions"
    __table_args__ = (
        UniqueConstraint("alliance_id", "number"),
        ForeignKeyConstraint(
            ["flow", "revision"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
    )

    id: Mapped[Key]
    alliance_id: Mapped[int] = mapped_column(ForeignKey("alliances.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    #: from 1 in each alliance
    number: Mapped[int]
    flow: Mapped[str]
    revision: Mapped[int]
    language: Mapped[str]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    #: the run at that moment, as `storage.run_state` writes it
    answers: Mapped[str]
    #: the `charter.document.Document`
    document: Mapped[Any] = mapped_column(JsonText)
