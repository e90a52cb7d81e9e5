"""What was said, all of it, in order: the run holds only what counts now."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, JsonText, choice
from storage.models.base import Row

__all__ = ["AnswerRow", "Change"]


class Change(StrEnum):
    """What happened to an answer."""

    ANSWERED = "answered"  # it was given, or given anew
    SKIPPED = "skipped"  # the question was passed
    REMOVED = "removed"  # it was taken away, with an item of a list
    PARKED = "parked"  # its question is not relevant any more; it is kept
    RESTORED = "restored"  # its question is relevant again


class AnswerRow(Row):
    """Only ever added to: a trigger refuses changes, and deletion outside an erasure.

    Rows of one run lie together, so that adding one touches one page.
    """

    __tablename__ = "answers"
    __table_args__ = ({"sqlite_with_rowid": False},)

    run_id: Mapped[int] = mapped_column(BigId, ForeignKey("runs.id"), primary_key=True)
    #: from 1 in each run, without holes
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: question, item, part, as `str` of the place writes them
    place: Mapped[str]
    change: Mapped[Change] = mapped_column(choice(Change, "change"))
    value: Mapped[Any] = mapped_column(JsonText)
    #: number of the flow's revision under which it was said
    revision: Mapped[int]
    #: who said it; none when it is the flow that changed
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    said_at: Mapped[datetime]
