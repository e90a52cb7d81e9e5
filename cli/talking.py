"""What talking needs: a database with the flow in it, a clock, ids, and who speaks."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.messages import Inbound

if TYPE_CHECKING:
    from bot.conversation import Conversation
    from storage.database import Database

__all__ = ["at_terminal", "conversation_on", "new_id", "noon_of", "now", "open_for_talking"]

#: where most people of the assistant live; `TZ` says otherwise
TIMEZONE = "Europe/Paris"


def now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A public id that cannot be guessed: 128 bits, in 22 letters."""
    return token_urlsafe(16)


def open_for_talking(address: str) -> Database:
    """The database, made when there is none yet, with the shipped flow published in an empty one.

    Raises:
        StorageError: it cannot be used; the message says how to mend it.
    """
    from flows.library import files_of
    from storage.database import Database
    from storage.repositories import revisions

    database = Database.open(address, create=True)
    if database.read(lambda store: revisions.live_number(store, "alliance")) is None:
        sources = {name: content.decode() for name, content in files_of("alliance").items()}
        database.write(lambda store: revisions.seed(store, "alliance", sources, now=now()))
    return database


def noon_of(day: date) -> datetime:
    """A moment that is in that day wherever people of the assistant live."""
    return datetime.combine(day, time(12), UTC)


def conversation_on(
    database: Database, *, clock: Callable[[], datetime] = now, desk: str = ""
) -> Conversation:
    """A conversation at the composition root: with a clock and real chance, and the root address of
    the desk where there is one.
    """
    from bot.conversation import Conversation
    from storage.guides import Guides

    return Conversation(database, Guides(), clock=clock, new_id=new_id, desk=desk)


def at_terminal(text: str, *, name: str | None, language: str) -> Inbound:
    """What someone typed here. People of one machine are told apart by their name."""
    person = name or getpass.getuser()
    zone = os.environ.get("TZ") or TIMEZONE
    return Inbound(
        channel="terminal",
        address=person,
        shown_name=person,
        language=language,
        timezone=zone if "/" in zone else TIMEZONE,
        text=text,
    )
