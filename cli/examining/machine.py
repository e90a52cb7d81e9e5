"""Whether the machine has what the bot needs: a place to listen at, room, and the right time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from cli.examining.finding import Finding, advice, fine, trouble

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from cli.observing import ObservingSettings

__all__ = ["backups", "clock", "places", "room"]

#: of a disk that is told, and of one that is full for us
LOW, FULL = 0.10, 0.02
MEGABYTES = 1 << 20
ENOUGH = 200 * MEGABYTES
SECONDS_OFF = 30.0
#: a backup a day, and some hours for it
OLDEST_BACKUP = timedelta(hours=36)
#: that the Bot API server and a process of this machine are given to answer
PATIENCE, NEAR = 5.0, 1.0


def places(settings: BotSettings, observing: ObservingSettings) -> Iterator[Finding]:
    """Where to listen: free, or taken by ourselves."""
    wanted = {"BIND": (settings.host, settings.port)}
    if observing.place is not None:
        wanted["METRICS_BIND"] = observing.place
    for name, (host, port) in wanted.items():
        yield _place(name, host, port)


def _place(name: str, host: str, port: int) -> Finding:
    from bot.listening import opened

    place = f"{host}:{port}"
    try:
        opened(host, port).close()
    except OSError as error:
        if is_ours(host, port):
            return fine("port", f"{name}: the bot listens at {place}.")
        return trouble(
            "port",
            f"{name}: nothing can listen at {place} ({error.strerror}).",
            f"Stop what listens there, or give {name} another port.",
        )
    return fine("port", f"{name}: {place} is free.")


def is_ours(host: str, port: int) -> bool:
    """Whether a process of the bot answers there."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  it is read
    named = f"[{shown}]" if ":" in shown else shown
    try:
        with urlopen(f"http://{named}:{port}/healthz", timeout=NEAR) as answer:
            return b'"alive"' in answer.read(100)
    except (OSError, HTTPException):
        return False


def room(folder: Path) -> Finding:
    """On the disk of the database, or of what is written here."""
    disk = shutil.disk_usage(folder)
    free = f"{disk.free / MEGABYTES:,.0f} MiB are free where {folder} is."
    if disk.free < max(ENOUGH, disk.total * FULL):
        return trouble("disk", free, "Make room: a full disk keeps every answer from being stored.")
    if disk.free < disk.total * LOW:
        return advice("disk", free, "Make room before it is full.")
    return fine("disk", free)


def clock(settings: BotSettings) -> Iterator[Finding]:
    """Against the time that the Bot API server tells."""
    theirs = told_by(settings.telegram_api_url)
    if theirs is None:
        return
    off = abs((datetime.now(UTC) - theirs).total_seconds())
    if off > SECONDS_OFF:
        yield trouble(
            "clock",
            f"The clock of this machine is {off:.0f} s off the Bot API server's.",
            "Let it follow a time server (systemd-timesyncd, chrony).",
        )
    else:
        yield fine("clock", "The clock is right.")


def told_by(root: str) -> datetime | None:
    """What any answer of that server is dated; none when there is none."""
    try:
        with urlopen(Request(root, method="HEAD"), timeout=PATIENCE) as answer:  # noqa: S310
            dated = answer.headers.get("Date")
    except HTTPError as error:
        dated = error.headers.get("Date")
    except (URLError, OSError, HTTPException):
        return None  # that it is away is said of the bot
    return parsedate_to_datetime(dated) if dated else None


def backups(folder: str) -> Finding:
    """How old the newest is."""
    if not folder:
        return advice(
            "backup",
            "Nobody can tell how old the last backup is: BACKUP_DIR is not set.",
            "Back up each day, as docs/operating.md says, and set BACKUP_DIR to that folder.",
        )
    made = [each.stat().st_mtime for each in Path(folder).glob("*") if each.is_file()]
    if not made:
        return trouble("backup", f"{folder} holds no backup.", "Make one: « alliance db backup ».")
    last = datetime.fromtimestamp(max(made), UTC)
    if datetime.now(UTC) - last > OLDEST_BACKUP:
        return trouble(
            "backup",
            f"The last backup in {folder} is of {last:%Y-%m-%d %H:%M} UTC.",
            "Look why no newer one was made, and make one: « alliance db backup ».",
        )
    return fine("backup", f"The last backup is of {last:%Y-%m-%d %H:%M} UTC.")
