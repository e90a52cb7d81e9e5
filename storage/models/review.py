"""The drafts between leaders and coaches: where each stands, and the words that find it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from charter.review import ReviewStatus
from storage.columns import BareText, BigId, Key, choice
from storage.models.base import Row

__all__ = ["ReviewRow", "ReviewWordRow"]


class ReviewRow(Row):
    """One an alliance, since it was first sent. Its last charter revision is `number`."""

    __tablename__ = "reviews"
    __table_args__ = (
        Index(None, "team_id", "status", "since"),
        Index(None, "team_id", "category", "status", "since"),
        Index(None, "coach_id", "status", "since"),
    )

    id: Mapped[Key]
    alliance_id: Mapped[int] = mapped_column(ForeignKey("alliances.id"), unique=True)
    #: the run that was frozen last
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    #: who has it, or is to have it; none while it is for the whole team
    coach_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    status: Mapped[ReviewStatus] = mapped_column(choice(ReviewStatus, "status"))
    #: when it came to who must act now
    since: Mapped[datetime]
    number: Mapped[int]
    #: of partner, as the flow calls it; empty when it is not said
    category: Mapped[str]
    language: Mapped[str]
    #: raised by one with each change; who holds another saw an older state
    version: Mapped[int]
    submitted_at: Mapped[datetime]


class ReviewWordRow(Row):
    """A word by which a draft is found: folded, of the names that its title is made of."""

    __tablename__ = "review_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(BareText, primary_key=True)
    review_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("reviews.id"), primary_key=True, autoincrement=False, index=True
    )
