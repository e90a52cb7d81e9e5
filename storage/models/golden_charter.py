"""Charters whose owners agreed that new revisions of the questions are tried on them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId
from storage.models.base import Row

__all__ = ["GoldenCharterRow"]


class GoldenCharterRow(Row):
    """Only that they agreed; its answers are read where they are, and shown under other names."""

    __tablename__ = "golden_charters"

    alliance_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("alliances.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    agreed_at: Mapped[datetime]
