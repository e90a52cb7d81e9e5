"""The alliances erased for good, by number: what unlocks their deletion, and all that stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId
from storage.models.base import Row

__all__ = ["ErasureRow"]


class ErasureRow(Row):
    """Written in the transaction that deletes. It holds nothing of what was erased."""

    __tablename__ = "erasures"

    #: no foreign key, since the alliance is gone
    alliance_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    erased_at: Mapped[datetime]
    #: who asked; none when its time had come
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
