"""The processes that send, each as long as it says so, and how far each chat is from its limit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId
from storage.models.base import Row

__all__ = ["SenderRow", "SendingPaceRow"]


class SenderRow(Row):
    """The allowance of the whole bot is shared between those seen of late."""

    __tablename__ = "senders"

    #: of the process, as in leases
    name: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


class SendingPaceRow(Row):
    """Written with what was sent, where several processes send to the same people."""

    __tablename__ = "sending_paces"
    __table_args__ = ({"sqlite_with_rowid": False},)

    contact_id: Mapped[int] = mapped_column(BigId, ForeignKey("contacts.id"), primary_key=True)
    #: when all that was sent there is made up for
    until: Mapped[datetime]
