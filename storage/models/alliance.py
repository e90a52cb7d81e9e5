"""What a charter is about, and who is in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Key, PlainText, choice
from storage.models.base import Row

__all__ = ["AllianceRow", "PartyRole", "PartyRow"]


class PartyRole(StrEnum):
    """How a party came in."""

    INITIATOR = "initiator"  # began the alliance; one in each
    PARTNER = "partner"  # joined it


class AllianceRow(Row):
    """Its number is never used again: what was erased cannot unlock what came later."""

    __tablename__ = "alliances"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Key]
    public_id: Mapped[str] = mapped_column(unique=True)
    #: what its people recognise it by; may be empty
    title: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]


IS_INITIATOR: ColumnElement[bool] = literal_column("role = 'initiator'")


class PartyRow(Row):
    __tablename__ = "parties"
    __table_args__ = (
        Index(
            "uq_parties_initiator",
            "alliance_id",
            unique=True,
            sqlite_where=IS_INITIATOR,
            postgresql_where=IS_INITIATOR,
        ),
    )

    id: Mapped[Key]
    alliance_id: Mapped[int] = mapped_column(ForeignKey("alliances.id"), index=True)
    #: who speaks for it
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(choice(PartyRole, "role"))
    #: of the organisation; empty until it is known
    name: Mapped[str] = mapped_column(PlainText)
    created_at: Mapped[datetime]
