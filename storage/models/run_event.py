"""What happened on the way from answer to answer, where the history of answers does not say it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Key, choice
from storage.models.base import Row

__all__ = ["RunEventKind", "RunEventRow"]


class RunEventKind(StrEnum):
    """Signs that a question is hard. An ordinary answer is none, and costs nothing here."""

    HELPED = "helped"  # asked why, for help or for an example
    RETRIED = "retried"  # said something that could not be taken, or was asked for better
    WENT_BACK = "went_back"  # left it for the one before
    SLEPT = "slept"  # were silent for so long that they slept


class RunEventRow(Row):
    """It holds no words."""

    __tablename__ = "run_events"
    __table_args__ = (Index(None, "question", "kind"),)

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    #: the revision that was walked then
    revision: Mapped[int]
    #: id of the question, or of the part of a list
    question: Mapped[str]
    kind: Mapped[RunEventKind] = mapped_column(choice(RunEventKind, "kind"))
    at: Mapped[datetime]
