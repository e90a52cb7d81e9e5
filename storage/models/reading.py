"""A coach's reading of one charter revision: the strength, the grid, the verdict."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from charter.verdict import GridState, Verdict
from storage.columns import BigId, JsonText, PlainText, choice
from storage.models.base import Row

__all__ = ["GridMarkRow", "ReadingRow"]


class ReadingRow(Row):
    """Once the verdict is there, it does not change any more."""

    __tablename__ = "readings"

    review_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("reviews.id"), primary_key=True, autoincrement=False
    )
    #: of the charter revision
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: what is good in it, said first
    strength: Mapped[str] = mapped_column(PlainText)
    #: names of `charter.verdict.Support`
    supports: Mapped[Any] = mapped_column(JsonText)
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict, "verdict"))
    decided_at: Mapped[datetime | None]
    #: who changed it last, and who decided
    by_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[int]


class GridMarkRow(Row):
    __tablename__ = "grid_marks"

    review_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("reviews.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: id of the criterion
    criterion: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[GridState] = mapped_column(choice(GridState, "state"))
    note: Mapped[str] = mapped_column(PlainText)
    by_person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[int]
