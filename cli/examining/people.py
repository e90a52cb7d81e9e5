"""Whether there is somebody to read drafts, and to look after the flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.examining.finding import Finding, advice, fine
from storage.models.person import Role

if TYPE_CHECKING:
    from storage.database import Database

__all__ = ["examine"]

NAMED = {Role.COACH: "coach", Role.ADMIN: "admin"}


def examine(database: Database) -> Iterator[Finding]:
    """One of each is enough."""
    for role, name in NAMED.items():
        yield _of(database, role, name)


def _of(database: Database, role: Role, name: str) -> Finding:
    from storage.repositories import people

    if database.read(lambda store: people.with_roles(store, [role], limit=1)):
        return fine("people", f"Invited: {name}.")
    command = f"alliance people invite --role {role} --name NAME"
    return advice("people", f"Not invited yet: {name}.", f"Run « {command} ».")
