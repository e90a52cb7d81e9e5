"""Whether the database answers, has the schema of this release, and is where it is safe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.errors import CommandError
from cli.examining.finding import Finding, advice, fine, trouble
from cli.examining.settings import is_private
from storage.errors import StorageError

if TYPE_CHECKING:
    from storage.database import Database

__all__ = ["examine", "opened"]

PROCESSES, MOUNTS = Path("/proc"), Path("/proc/mounts")
#: kinds of file systems of other machines, where the locks of SQLite do not hold
OF_A_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "gluster", "fuse.sshfs", "fuse.s3fs")
#: before the first is told
SECONDS_OFF = 30.0
#: once these are known, the schema is the matter and not the database
OF_SCHEMA = ("MissingMigration", "NewerDatabase", "NotOurDatabase")


def opened(address: str | None) -> Database | Finding:
    """The database, or why it cannot be used."""
    from cli.database import open_database

    try:
        return open_database(address)
    except (CommandError, StorageError) as error:
        what, _, remedy = str(error).partition(":")
        check = "schema" if type(error).__name__ in OF_SCHEMA else "database"
        return trouble(check, f"{what}.", remedy.strip() or "Check DATABASE_URL.")


def examine(database: Database) -> Iterator[Finding]:
    """One that was opened, so that its schema is right."""
    from storage.version import HEAD, file_of
    from storage.writable import check_writable

    try:
        check_writable(database)
    except StorageError as error:
        yield trouble("database", str(error), "Give the user of the bot the right to write there.")
    else:
        yield fine("database", f"{database.name} can be read and written; its schema is {HEAD}.")
    path = file_of(database)
    if path is None:
        yield from _clock(database)
    else:
        yield from _of_file(path.resolve())


def _of_file(path: Path) -> Iterator[Finding]:
    kind = file_system_of(path)
    if kind.startswith(OF_A_NETWORK):
        yield trouble(
            "database",
            f"{path} is on a network file system ({kind}), where SQLite loses its locks.",
            "Move it to a disk of this machine, or use PostgreSQL.",
        )
    serving = [number for number in holders(path) if number != os.getpid()]
    if len(serving) > 1:
        numbers = ", ".join(map(str, serving))
        yield trouble(
            "database",
            f"Several processes hold {path}: {numbers}.",
            "Let one « alliance serve » run on SQLite, or use PostgreSQL.",
        )
    key = path.with_name(f"{path.name}.desk-key")
    for each in (key, path):
        if each.exists() and not is_private(each):
            say = trouble if each == key else advice
            yield say(
                "files",
                f"Others on this machine may read {each}.",
                f"Run « chmod 600 {each} ».",
            )


def file_system_of(path: Path, mounts: Path = MOUNTS) -> str:
    """Its kind, where the system tells it; else nothing."""
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text(encoding="utf-8").splitlines()]
    above = [(point, kind) for _, point, kind, *_ in lines if path.is_relative_to(point)]
    return max(above, key=lambda found: len(found[0]), default=("", ""))[1]


def holders(path: Path) -> list[int]:
    """The processes of this machine that have it open, as far as one may see."""
    found = []
    for process in PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # another's, or gone
            if any(leads_to(each, path) for each in (process / "fd").iterdir()):
                found.append(int(process.name))
    return sorted(found)


def leads_to(link: Path, path: Path) -> bool:
    with suppress(OSError):  # closed meanwhile
        return link.readlink() == path
    return False


def _clock(database: Database) -> Iterator[Finding]:
    """Against the server's, which the other processes share."""
    from storage.writable import server_time

    try:
        theirs = database.read(server_time)
    except StorageError as error:
        yield trouble("clock", str(error), "Check DATABASE_URL.")
        return
    off = abs((datetime.now(UTC) - theirs).total_seconds())
    if off > SECONDS_OFF:
        yield trouble(
            "clock",
            f"The clocks of this machine and of PostgreSQL differ by {off:.0f} s.",
            "Let both follow a time server (systemd-timesyncd, chrony).",
        )
