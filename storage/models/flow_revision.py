"""The revisions of each flow, and which one is live."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import JsonText, PlainText, choice
from storage.models.base import Row

__all__ = ["FlowRevisionRow", "LiveRevisionRow", "RevisionState"]


class RevisionState(StrEnum):
    """Whether a revision was ever shown to people."""

    DRAFT = "draft"  # its author tries it
    PUBLISHED = "published"  # it is live, or was


class FlowRevisionRow(Row):
    """Its sources never change: a trigger refuses. Publishing sets the state, once."""

    __tablename__ = "flow_revisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["flow", "based_on"], ["flow_revisions.flow", "flow_revisions.number"]
        ),
    )

    flow: Mapped[str] = mapped_column(primary_key=True)
    #: from 1, without holes, in each flow
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: text of each file by its name
    sources: Mapped[dict[str, str]] = mapped_column(JsonText)
    #: SHA-256 of the sources, in hexadecimal
    checksum: Mapped[str]
    state: Mapped[RevisionState] = mapped_column(choice(RevisionState, "state"))
    based_on: Mapped[int | None]
    #: none when the files of a release brought it
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]


class LiveRevisionRow(Row):
    """The pointer that publishing moves."""

    __tablename__ = "live_revisions"
    __table_args__ = (
        ForeignKeyConstraint(["flow", "number"], ["flow_revisions.flow", "flow_revisions.number"]),
    )

    flow: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    published_at: Mapped[datetime]
