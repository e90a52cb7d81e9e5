"""Links that open the desk once, and how often signing in was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from storage.models.sign_in import SignInAttemptRow, SignInLinkRow

if TYPE_CHECKING:
    from storage.stores import ReadStore, WriteStore

__all__ = ["Link", "add", "bind", "consume", "digest", "find", "note_attempt", "tries_since"]

#: of a link, from when it is made
LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    person_id: int
    expires_at: datetime
    #: digest of what names the browser that opened it first; empty until one does
    browser: str
    used_at: datetime | None


def digest(token: str) -> str:
    """What is stored of a token: who reads the database cannot use it."""
    return sha256(token.encode(errors="replace")).hexdigest()


def add(store: WriteStore, token: str, *, person_id: int, now: datetime) -> None:
    """A link for that person, found by its token. The older ones open nothing any more."""
    row = SignInLinkRow
    older = (row.person_id == person_id, row.used_at.is_(None), row.expires_at > now)
    store.connection.execute(update(row).where(*older).values(expires_at=now))
    store.connection.execute(
        insert(row).values(
            digest=digest(token),
            person_id=person_id,
            created_at=now,
            expires_at=now + LASTS,
            browser="",
        )
    )


def find(store: ReadStore, token: str) -> Link | None:
    """The link, whatever became of it."""
    row = SignInLinkRow
    statement = select(row.id, row.person_id, row.expires_at, row.browser, row.used_at)
    found = store.connection.execute(statement.where(row.digest == digest(token))).one_or_none()
    return None if found is None else Link(*found)


def bind(store: WriteStore, link: Link, browser: str) -> bool:
    """Only who shows that token opens it from now on; whether no other was the first."""
    row, shown = SignInLinkRow, digest(browser)
    statement = update(row).where(row.id == link.id, row.browser.in_(("", shown)))
    return store.connection.execute(statement.values(browser=shown)).rowcount == 1


def consume(store: WriteStore, link: Link, *, now: datetime) -> bool:
    """It opens nothing any more; whether it still did."""
    row = SignInLinkRow
    unused = (row.id == link.id, row.used_at.is_(None), row.expires_at > now)
    return store.connection.execute(update(row).where(*unused).values(used_at=now)).rowcount == 1


def note_attempt(store: WriteStore, source: str, *, now: datetime) -> None:
    """Somebody tried, and it was refused."""
    store.connection.execute(insert(SignInAttemptRow).values(source=source, at=now))


def tries_since(store: ReadStore, source: str, since: datetime) -> int:
    """How often it was refused there."""
    row = SignInAttemptRow
    statement = select(func.count()).where(row.source == source, row.at > since)
    return store.connection.execute(statement).scalar_one()
