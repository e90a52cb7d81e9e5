"""The people, each with one role."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Key, PlainText, choice
from storage.models.base import Row

__all__ = ["PersonRow", "Role"]


class Role(StrEnum):
    """What a person may do."""

    LEADER = "leader"  # designs an alliance
    PARTNER = "partner"  # joins one
    COACH = "coach"  # reviews drafts
    ADMIN = "admin"  # changes the flow


class PersonRow(Row):
    """A human. Erasing empties the name and keeps the row: what they did stays accounted for."""

    __tablename__ = "people"

    id: Mapped[Key]
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    name: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]
