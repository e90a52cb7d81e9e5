"""What coaches remark, and what is said about each remark."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from charter.remark import AnchorKind, Audience, RemarkState, Weight
from charter.review import Side
from storage.columns import Key, PlainText, choice
from storage.models.base import Row

__all__ = ["RemarkNoteRow", "RemarkRow"]


class RemarkRow(Row):
    __tablename__ = "remarks"
    __table_args__ = (Index(None, "review_id", "number"),)

    id: Mapped[Key]
    #: what buttons and addresses carry
    public_id: Mapped[str] = mapped_column(unique=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    #: of the charter revision that it was made on
    number: Mapped[int]
    by_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    anchor_kind: Mapped[AnchorKind] = mapped_column(choice(AnchorKind, "anchor_kind"))
    #: id of the clause, or place of the answer
    anchor: Mapped[str]
    #: what stood there
    excerpt: Mapped[str] = mapped_column(PlainText)
    text: Mapped[str] = mapped_column(PlainText)
    audience: Mapped[Audience] = mapped_column(choice(Audience, "audience"))
    weight: Mapped[Weight] = mapped_column(choice(Weight, "weight"))
    priority: Mapped[bool]
    state: Mapped[RemarkState] = mapped_column(choice(RemarkState, "state"))
    version: Mapped[int]
    created_at: Mapped[datetime]
    #: to the leader, with the verdict; what was sent does not change any more
    sent_at: Mapped[datetime | None]


class RemarkNoteRow(Row):
    """One thing said about a remark: why an answer is kept, a question, an answer to it."""

    __tablename__ = "remark_notes"

    id: Mapped[Key]
    remark_id: Mapped[int] = mapped_column(ForeignKey("remarks.id"), index=True)
    by_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    side: Mapped[Side] = mapped_column(choice(Side, "side"))
    #: what it made of the remark
    state: Mapped[RemarkState] = mapped_column(choice(RemarkState, "state"))
    text: Mapped[str] = mapped_column(PlainText)
    said_at: Mapped[datetime]
