"""What a coach is to be told of, together with whatever else happens meanwhile."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Key, choice
from storage.models.base import Row

__all__ = ["NoticeKind", "NoticeRow"]


class NoticeKind(StrEnum):
    """What happened."""

    SUBMITTED = "submitted"  # a new draft
    RESUBMITTED = "resubmitted"  # a draft came back
    ASKED = "asked"  # a leader asks something about a remark
    WITHDRAWN = "withdrawn"  # a leader took a draft back
    HANDED_OVER = "handed_over"  # another coach hands a draft over
    WAITING = "waiting"  # a draft has waited for long


class NoticeRow(Row):
    """Gone once it was told."""

    __tablename__ = "notices"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"), index=True)
    #: the one that is asked about
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remarks.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(choice(NoticeKind, "kind"))
    at: Mapped[datetime]
