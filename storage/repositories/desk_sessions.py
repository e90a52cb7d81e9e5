"""The browsers in which people are signed in at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from storage.models.person import PersonRow
from storage.models.sign_in import DeskSessionRow
from storage.repositories.people import Person
from storage.repositories.sign_in import digest

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

    from storage.stores import ReadStore, WriteStore

__all__ = ["DeskSession", "begin", "end", "find", "open_of", "see"]


@dataclass(frozen=True, slots=True)
class DeskSession:
    id: int
    person: Person
    #: what its person recognises it by, such as « Firefox, Linux »
    browser: str
    created_at: datetime
    #: to the hour
    seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None


SESSIONS: Select[*tuple[Any, ...]] = select(
    DeskSessionRow.id,
    PersonRow.id,
    PersonRow.role,
    PersonRow.name,
    DeskSessionRow.browser,
    DeskSessionRow.created_at,
    DeskSessionRow.seen_at,
    DeskSessionRow.expires_at,
    DeskSessionRow.ended_at,
).join(PersonRow, PersonRow.id == DeskSessionRow.person_id)


def begin(
    store: WriteStore,
    *,
    key: str,
    person_id: int,
    browser: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """A browser is signed in, found by the key that it keeps."""
    store.connection.execute(
        insert(DeskSessionRow).values(
            digest=digest(key),
            person_id=person_id,
            browser=browser,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
        )
    )


def find(store: ReadStore, key: str) -> DeskSession | None:
    """The session, whatever became of it, with who it is of."""
    statement = SESSIONS.where(DeskSessionRow.digest == digest(key))
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else made(row)


def open_of(
    store: ReadStore, person_id: int, *, now: datetime, seen_after: datetime
) -> tuple[DeskSession, ...]:
    """Where that person is signed in, the last seen first."""
    row = DeskSessionRow
    statement = SESSIONS.where(
        row.person_id == person_id,
        row.ended_at.is_(None),
        row.expires_at > now,
        row.seen_at > seen_after,
    ).order_by(row.seen_at.desc(), row.id.desc())
    return tuple(made(found) for found in store.connection.execute(statement))


def see(store: WriteStore, session: DeskSession, *, now: datetime) -> None:
    """It is still used."""
    row = DeskSessionRow
    store.connection.execute(update(row).where(row.id == session.id).values(seen_at=now))


def end(store: WriteStore, person_id: int, session_id: int | None, *, now: datetime) -> int:
    """Sign that browser of theirs out, or all of them when none; how many there were."""
    row = DeskSessionRow
    whose = [row.person_id == person_id, row.ended_at.is_(None)]
    if session_id is not None:
        whose.append(row.id == session_id)
    return store.connection.execute(update(row).where(*whose).values(ended_at=now)).rowcount


def made(row: Any) -> DeskSession:  # noqa: ANN401  a row of `SESSIONS`
    key, *person = row[:4]
    return DeskSession(key, Person(*person), *row[4:])
