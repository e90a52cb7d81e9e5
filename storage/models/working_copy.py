"""What an admin is writing before it is published: a flow's files, and what trying them found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, JsonText, Key, PlainText
from storage.models.base import Row

__all__ = ["TrialReportRow", "TrialRow", "WorkingCopyRow"]


class WorkingCopyRow(Row):
    """It may hold errors, and changes as one types; a revision never does."""

    __tablename__ = "working_copies"
    __table_args__ = (
        ForeignKeyConstraint(
            ["flow", "based_on"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
    )

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(unique=True)
    flow: Mapped[str]
    #: the live revision when it was begun, or when it was last compared with it
    based_on: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    #: what its author recognises it by
    title: Mapped[str] = mapped_column(PlainText)
    #: text of each file by its name
    sources: Mapped[dict[str, str]] = mapped_column(JsonText)
    #: raised by one with each change; who holds another was overtaken
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class TrialReportRow(Row):
    """What its stories, walks and charters gave, or how far they are; one a working copy."""

    __tablename__ = "trial_reports"

    working_copy_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("working_copies.id"), primary_key=True, autoincrement=False
    )
    #: of the working copy that was tried
    version: Mapped[int]
    #: names the attempt: another one that begins takes its place
    attempt: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    #: when it last went on; one that stands still died with its process
    beat_at: Mapped[datetime]
    #: none until it is finished
    report: Mapped[dict[str, object] | None] = mapped_column(JsonText)


class TrialRow(Row):
    """An admin who walks a working copy in their own chat: a whole small database, thrown away."""

    __tablename__ = "trials"

    contact_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("contacts.id"), primary_key=True, autoincrement=False
    )
    working_copy_id: Mapped[int] = mapped_column(ForeignKey("working_copies.id"), index=True)
    #: a SQLite database, as a file would hold it
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(index=True)
