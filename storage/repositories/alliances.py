"""What charters are about, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.errors import NoSuchRow
from storage.models.alliance import AllianceRow, PartyRole, PartyRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["Alliance", "Party", "PartyRole", "create", "load", "parties", "rename"]


@dataclass(frozen=True, slots=True)
class Alliance:
    id: int
    public_id: str
    #: what its people recognise it by; may be empty
    title: str


@dataclass(frozen=True, slots=True)
class Party:
    id: int
    alliance_id: int
    person_id: int
    role: PartyRole
    name: str


def create(
    store: WriteStore, *, public_id: str, title: str, person_id: int, now: datetime
) -> tuple[Alliance, Party]:
    """A new alliance with its initiator, whom that person speaks for."""
    statement = insert(AllianceRow).values(public_id=public_id, title=title, created_at=now)
    key = store.connection.execute(statement.returning(AllianceRow.id)).scalar_one()
    alliance = Alliance(key, public_id, title)
    return alliance, join(store, alliance, PartyRole.INITIATOR, person_id=person_id, now=now)


def join(
    store: WriteStore, alliance: Alliance, role: PartyRole, *, person_id: int, now: datetime
) -> Party:
    """A new party; its organisation has no name yet."""
    statement = insert(PartyRow).values(
        alliance_id=alliance.id, person_id=person_id, role=role, name="", created_at=now
    )
    key = store.connection.execute(statement.returning(PartyRow.id)).scalar_one()
    return Party(key, alliance.id, person_id, role, "")


def load(store: ReadStore, public_id: str) -> Alliance:
    """The alliance. Raises NoSuchRow."""
    statement = select(AllianceRow.id, AllianceRow.public_id, AllianceRow.title).where(
        AllianceRow.public_id == public_id
    )
    row = store.connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchRow(noun="alliance", key=public_id)
    return Alliance(*row)


def parties(store: ReadStore, alliance: Alliance) -> tuple[Party, ...]:
    """Who is in it, the initiator first."""
    statement = (
        select(PartyRow.id, PartyRow.alliance_id, PartyRow.person_id, PartyRow.role, PartyRow.name)
        .where(PartyRow.alliance_id == alliance.id)
        .order_by(PartyRow.id)
    )
    return tuple(Party(*row) for row in store.connection.execute(statement))


def rename(store: WriteStore, alliance_id: int, title: str) -> None:
    """Give the title that people recognise. Raises NoSuchRow."""
    statement = update(AllianceRow).where(AllianceRow.id == alliance_id).values(title=title)
    if store.connection.execute(statement).rowcount != 1:
        raise NoSuchRow(noun="alliance", key=alliance_id)
