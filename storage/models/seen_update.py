"""The updates worked already: the same one, delivered again, has no second effect."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId
from storage.models.base import Row

__all__ = ["SeenUpdateRow"]


class SeenUpdateRow(Row):
    __tablename__ = "seen_updates"
    __table_args__ = ({"sqlite_with_rowid": False},)

    #: the channel, and which of its bots
    source: Mapped[str] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime]
