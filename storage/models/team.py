"""Who coaches whom: teams, and where the drafts of a leader go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import BigId, Key, PlainText
from storage.models.base import Row

__all__ = ["COMMON", "PlacementRow", "TeamMemberRow", "TeamRow"]

#: public id of the team that exists from the first day: of who was given no other
COMMON = "common"


class TeamRow(Row):
    """Coaches who share a queue."""

    __tablename__ = "teams"

    id: Mapped[Key]
    #: what links that bring leaders carry
    public_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]


class TeamMemberRow(Row):
    __tablename__ = "team_members"
    __table_args__ = ({"sqlite_with_rowid": False},)

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)


class PlacementRow(Row):
    """Where the drafts of a leader go: a team, and one of its coaches when that is settled."""

    __tablename__ = "placements"

    person_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    coach_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
