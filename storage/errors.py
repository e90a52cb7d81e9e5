"""What can be wrong with the database, and how to mend it: each docstring is the message."""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BackupExists",
    "BackupIsServersWork",
    "CannotOpenFile",
    "DatabaseCorrupt",
    "DatabaseFull",
    "DatabaseLocked",
    "DatabaseReadOnly",
    "DatabaseUnreachable",
    "DiskFailed",
    "InvalidAddress",
    "LostRace",
    "MissingDriver",
    "MissingMigration",
    "NeverChanges",
    "NewerDatabase",
    "NoSuchRow",
    "NotADatabase",
    "NotOurDatabase",
    "OutdatedRevision",
    "Overtaken",
    "StaleRun",
    "StorageError",
    "UncertainCommit",
    "UnreadableRun",
]


class StorageError(Exception):
    """Something is wrong with the database."""

    #: how often a transaction is tried in all when it fails so
    attempts: ClassVar[int] = 1

    def __init__(self, **details: object) -> None:
        self.details = details
        message = " ".join((type(self).__doc__ or "").split())
        super().__init__(message.format(**details))


class InvalidAddress(StorageError):
    """{address} is no address of a database: {reason}.
    Write sqlite:///path/to/file.db, or postgresql://user:password@host/name.
    """


class MissingDriver(StorageError):
    """{database} needs the PostgreSQL driver, which is not installed:
    run « pip install 'faire-alliance[postgres]' ».
    """


class MissingMigration(StorageError):
    """The schema of {database} is at {found}, and this release needs {needed}:
    run « alliance db upgrade » (and « alliance db backup » before it).
    """


class NewerDatabase(StorageError):
    """The schema of {database} is at {found}, and this release knows only {needed}:
    a newer release wrote it. Install that release, or restore an older backup.
    """


class NotOurDatabase(StorageError):
    """{database} holds tables of something else, and nothing of ours:
    give DATABASE_URL a database of its own.
    """


class NotADatabase(StorageError):
    """{database} is not a SQLite database:
    give DATABASE_URL another path, or restore the file from a backup.
    """


class CannotOpenFile(StorageError):
    """{database} cannot be opened:
    check that its folder exists, and that this user may write there.
    """


class DatabaseCorrupt(StorageError):
    """{database} is damaged ({reason}):
    stop the program, keep a copy of the file, and restore the last backup.
    """


class DatabaseFull(StorageError):
    """There is no room left to write to {database}; nothing of the last change was stored.
    Free space on its disk, and do it again.
    """


class DatabaseReadOnly(StorageError):
    """{database} may be read but not written:
    let this user write the file and its folder, or give DATABASE_URL another one.
    """


class DiskFailed(StorageError):
    """The disk failed under {database} ({reason}):
    check the disk and its free space, then run « alliance db check ».
    """


class DatabaseLocked(StorageError):
    """Another program keeps {database} locked; nothing of the last change was stored.
    Close whatever has it open for writing, and do it again.
    """

    attempts = 2  # SQLite and PostgreSQL have waited already, for as long as `patience`


class DatabaseUnreachable(StorageError):
    """{database} does not answer ({reason}):
    check that the server runs, and the host, name, user and password in DATABASE_URL.
    """

    attempts = 4  # a pooled connection outlives a restart of its server


class UncertainCommit(StorageError):
    """{database} went away during the commit ({reason}): look whether the last change is there."""


class LostRace(StorageError):
    """Others changed the same rows of {database} at the same time, again and again:
    do it once more.
    """

    attempts = 12


class StaleRun(StorageError):
    """Run {run} was changed by another since version {version} was read: read it anew."""

    attempts = 12


class OutdatedRevision(StorageError):
    """Revision {live} of {flow} is live, not {expected}: another was published meanwhile.
    Compare with it, and publish again.
    """


class Overtaken(StorageError):
    """{noun} {key} was changed by someone else since it was shown: look at it anew."""


class UnreadableRun(StorageError):
    """The state of run {run} cannot be read ({reason}):
    a newer release wrote it, or the row was changed by hand. Nothing was changed.
    """


class NoSuchRow(StorageError):
    """There is no {noun} {key}: check the id, and that DATABASE_URL is the database meant."""


class NeverChanges(StorageError):
    """What was said or submitted never changes ({reason}).
    Submit a new revision; to erase an alliance for good, use its erasure.
    """


class BackupExists(StorageError):
    """{path} exists already: give the backup another name."""


class BackupIsServersWork(StorageError):
    """PostgreSQL makes its own backups:
    run « pg_dump --format=custom --file={path} "$DATABASE_URL" »,
    with the address in your shell as DATABASE_URL, in the form postgresql://user:password@host/name.
    """
