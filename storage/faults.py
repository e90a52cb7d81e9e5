"""The one place where a driver's error becomes one of ours, by its code, never by its words."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, TimeoutError as NoConnectionFree

from storage.errors import (
    CannotOpenFile,
    DatabaseCorrupt,
    DatabaseFull,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseUnreachable,
    DiskFailed,
    LostRace,
    NeverChanges,
    NotADatabase,
    StorageError,
)

__all__ = ["fault_of"]

#: by SQLite's extended name, the longest prefix first
SQLITE: dict[str, type[StorageError]] = {
    "SQLITE_BUSY_RECOVERY": LostRace,
    "SQLITE_BUSY_SNAPSHOT": LostRace,
    "SQLITE_BUSY": DatabaseLocked,
    "SQLITE_LOCKED": DatabaseLocked,
    "SQLITE_FULL": DatabaseFull,
    "SQLITE_READONLY": DatabaseReadOnly,
    "SQLITE_PERM": DatabaseReadOnly,
    "SQLITE_CANTOPEN": CannotOpenFile,
    "SQLITE_NOTADB": NotADatabase,
    "SQLITE_CORRUPT": DatabaseCorrupt,
    "SQLITE_IOERR": DiskFailed,
    "SQLITE_CONSTRAINT_TRIGGER": NeverChanges,
}

#: by SQLSTATE, or by its class (the first two characters)
POSTGRESQL: dict[str, type[StorageError]] = {
    "40001": LostRace,  # serialization failure
    "40P01": LostRace,  # deadlock
    "23505": LostRace,  # two inserted the same key: the second finds it when it tries again
    "23000": NeverChanges,  # raised by our own triggers only
    "55P03": DatabaseLocked,  # lock_timeout
    "25006": DatabaseReadOnly,
    "42501": DatabaseReadOnly,  # the role lacks the privilege
    "53100": DatabaseFull,
    "08": DatabaseUnreachable,
    "28": DatabaseUnreachable,  # user or password
    "3D": DatabaseUnreachable,  # no such database
    "53": DatabaseUnreachable,  # too many connections, out of memory
    "57P": DatabaseUnreachable,  # shutting down, starting up
    "58": DiskFailed,
    "XX": DatabaseCorrupt,
}


def fault_of(error: BaseException, database: str) -> StorageError | None:
    """What went wrong, in our words; none when it is a mistake of ours and not of the world."""
    if isinstance(error, NoConnectionFree):
        return DatabaseLocked(database=database)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        kind = longest_prefix(SQLITE, getattr(cause, "sqlite_errorname", ""))
    elif type(cause).__module__.startswith("psycopg"):
        kind = postgresql_fault(cause)
    else:
        kind = None
    return None if kind is None else kind(database=database, reason=first_line(cause))


def postgresql_fault(cause: BaseException | None) -> type[StorageError] | None:
    state: str | None = getattr(cause, "sqlstate", None)
    if state is None:
        # The server said nothing: it was not reached, or it is gone.
        return DatabaseUnreachable if type(cause).__name__ == "OperationalError" else None
    return longest_prefix(POSTGRESQL, state)


def longest_prefix(faults: dict[str, type[StorageError]], code: str) -> type[StorageError] | None:
    known = [prefix for prefix in faults if code.startswith(prefix)]
    return faults[max(known, key=len)] if known else None


def first_line(cause: BaseException | None) -> str:
    return next(iter(str(cause).strip().splitlines()), "no reason given")
