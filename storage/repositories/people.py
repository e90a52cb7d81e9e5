"""The people and their roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.errors import NoSuchRow
from storage.models.person import PersonRow, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = ["Person", "Role", "change_role", "create", "load", "with_roles"]


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    role: Role
    name: str


def create(store: WriteStore, *, name: str, role: Role, now: datetime) -> Person:
    """A new person."""
    statement = insert(PersonRow).values(name=name, role=role, created_at=now)
    key = store.connection.execute(statement.returning(PersonRow.id)).scalar_one()
    return Person(key, role, name)


def load(store: ReadStore, person_id: int) -> Person:
    """The person. Raises NoSuchRow."""
    statement = select(PersonRow.id, PersonRow.role, PersonRow.name).where(
        PersonRow.id == person_id
    )
    row = store.connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchRow(noun="person", key=person_id)
    return Person(*row)


def with_roles(
    store: ReadStore, roles: Iterable[Role], *, limit: int, before_id: int | None = None
) -> tuple[Person, ...]:
    """A page of those with these roles, the newest first; the next begins before the last id."""
    statement = (
        select(PersonRow.id, PersonRow.role, PersonRow.name)
        .where(PersonRow.role.in_(tuple(roles)))
        .order_by(PersonRow.id.desc())
        .limit(limit)
    )
    if before_id is not None:
        statement = statement.where(PersonRow.id < before_id)
    return tuple(Person(*row) for row in store.connection.execute(statement))


def change_role(store: WriteStore, person_id: int, role: Role) -> None:
    """Give another role. Raises NoSuchRow."""
    statement = update(PersonRow).where(PersonRow.id == person_id).values(role=role)
    if store.connection.execute(statement).rowcount != 1:
        raise NoSuchRow(noun="person", key=person_id)
