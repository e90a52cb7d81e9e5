"""The coaches' desk at the composition root: its settings, its key, its clock and chance."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from secrets import token_urlsafe
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from cli.errors import CommandError
from cli.exits import Exit
from cli.talking import TIMEZONE, new_id, now

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.listening import App
    from storage.database import Database
    from storage.guides import Guides
    from storage.threads import TransactionThreads
    from telemetry.figures import Figures
    from web.settings import DeskSettings

__all__ = ["desk_made", "desk_root", "desk_settings", "key_of"]


class NoDesk(CommandError):
    """The coaches' desk is closed: BIND is open to others, and DESK_URL is not set. Set it to the
    https address at which coaches reach it.
    """


class NoKey(CommandError):
    """DESK_SECRET_KEY is not set, and only beside a SQLite file is one kept: set it to 32
    characters or more, the same for every process, as « openssl rand -base64 33 » makes them.
    """


class ShortKey(CommandError):
    """{path} does not hold a key for the desk: it was cut, or is something else.
    Remove it and start again; everybody then signs in anew.
    """


class KeyNotKept(CommandError):
    """{path} cannot be used to keep the desk's key ({reason}): let this user write there, or set
    DESK_SECRET_KEY.
    """

    exit = Exit.NOT_WRITTEN


def desk_settings() -> DeskSettings:
    """Raises BadSetting: one of them cannot serve; the message names it."""
    from cli.settings import read
    from web.settings import DeskSettings

    return read(DeskSettings)


def desk_root() -> str:
    """Where the desk is opened, without a slash at the end. Raises BadSetting, NoDesk."""
    settings = desk_settings()
    if not settings.is_reachable:
        raise NoDesk
    return settings.address


def desk_made(
    settings: DeskSettings,
    database: Database,
    guides: Guides,
    bot_name: Callable[[], str],
    figures: Figures | None = None,
) -> Callable[[TransactionThreads], App]:
    """What makes the desk, once it is known in which threads transactions run."""
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    from storage.trying import Trials
    from telemetry.figures import Figures
    from web.app import desk_app
    from web.desk import Desk
    from web.signing import Seal

    seal = Seal(key_of(settings, database))

    def make(threads: TransactionThreads) -> App:
        desk = Desk(
            settings.address,
            threads,
            guides,
            seal,
            clock=now,
            new_id=new_id,
            new_request=new_id,
            new_token=lambda: token_urlsafe(32),
            timezone=zone(),
            trials=Trials(database, guides, clock=now, chance=Random),
            bot_name=bot_name,
            figures=figures or Figures(),
        )
        trusted = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
        return ProxyHeadersMiddleware(desk_app(desk), trusted_hosts=trusted)  # type: ignore[arg-type, return-value]

    return make


def zone() -> str:
    """In which moments are shown: `TZ`, when it names one as everybody does."""
    given = os.environ.get("TZ", "")
    return given if given in available_timezones() else TIMEZONE


def key_of(settings: DeskSettings, database: Database) -> str:
    """The key that signs what browsers keep: given, or kept beside the database."""
    from storage.version import file_of

    given = settings.desk_secret_key.get_secret_value()
    if given:
        return given
    path = file_of(database)
    if path is None:
        raise NoKey
    return kept_in(path.with_name(f"{path.name}.desk-key"))


def kept_in(path: Path) -> str:
    """The key in that file, made when there is none; nobody else may read it."""
    from web.settings import SHORTEST_KEY

    try:
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            found = path.read_text(encoding="utf-8").strip()
        else:
            found = token_urlsafe(48)
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(f"{found}\n")
                file.flush()
                os.fsync(number)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise KeyNotKept(path=path, reason=reason) from error
    if len(found) < SHORTEST_KEY:
        raise ShortKey(path=path)
    return found
