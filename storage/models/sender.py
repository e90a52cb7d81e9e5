"""The processes that send, each as long as it says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Row

__all__ = ["SenderRow"]


class SenderRow(Row):
    """The allowance of the whole bot is shared between those seen of late."""

    __tablename__ = "senders"

    #: of the process, as in leases
    name: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
