"""Who is signed in in a browser: an opaque id there, a row here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.repositories import desk_sessions
from storage.repositories.desk_sessions import DeskSession
from storage.stores import ReadStore, WriteStore
from web.desk import Desk
from web.reply import Cookie

__all__ = ["IDLE", "LONGEST", "RESCUE", "SESSION", "Found", "begin", "find", "is_stale", "key_in"]

SESSION = "session"
#: signed out after that time without a page
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
#: for so long after its end, what was typed may still be saved
RESCUE = timedelta(days=7)
#: a session is noted as seen so often
TO_THE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What a browser showed."""

    session: DeskSession
    #: whether it still opens pages; if not, it may only save what was typed
    is_open: bool


def begin(desk: Desk, store: WriteStore, person_id: int, *, browser: str, now: datetime) -> Cookie:
    """Sign that person in; the cookie for their browser."""
    key = desk.new_token()
    desk_sessions.begin(
        store,
        key=key,
        person_id=person_id,
        browser=browser,
        now=now,
        expires_at=now + LONGEST,
    )
    lasts = int((LONGEST + RESCUE).total_seconds())
    return Cookie(SESSION, desk.seal.sign(SESSION, key), lasts)


def key_in(desk: Desk, cookie: str) -> str:
    """The id that we gave; empty when we did not."""
    return desk.seal.opened(SESSION, cookie) or ""


def find(store: ReadStore, key: str, *, now: datetime) -> Found | None:
    """The session of that id; none when it was ended, or is over for long."""
    session = desk_sessions.find(store, key) if key else None
    if session is None or session.ended_at is not None:
        return None
    over = min(session.expires_at, session.seen_at + IDLE)
    return Found(session, is_open=now < over) if now < over + RESCUE else None


def is_stale(session: DeskSession, *, now: datetime) -> bool:
    """Whether it is to be noted that it is still used."""
    return now - session.seen_at >= TO_THE
