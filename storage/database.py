"""The database: every reading and writing is one plain function over one transaction."""

from __future__ import annotations

from threading import Lock
from time import sleep
from typing import TYPE_CHECKING, Self, TypeVar

from storage import engines
from storage.address import parse, shown
from storage.errors import DatabaseUnreachable, StorageError, UncertainCommit
from storage.faults import fault_of
from storage.one_writer import OneWriter
from storage.stores import ReadStore, WriteStore
from storage.version import check, is_empty
from telemetry.figures import Counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from types import TracebackType

    from sqlalchemy import Connection

__all__ = ["Database"]

Result = TypeVar("Result")
StoreType = TypeVar("StoreType", bound=ReadStore)

#: seconds to wait for a lock that another holds
PATIENCE = 10.0


class Database:
    """A SQLite file or a PostgreSQL database, for any number of threads.

    Errors of the world are a StorageError, which says what and how to mend; whatever else is raised
    is a mistake of ours. Making one connects to nothing; `open` does, and checks.
    """

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        self.url = parse(address)
        self.name = shown(self.url)
        self.patience = patience
        #: how many threads can write and read at once
        self.writers, self.readers = engines.threads_for(self.url)
        self._writer = engines.writer(self.url, patience)
        self._reader = engines.reader(self.url, patience)
        self._one_writer = OneWriter(self._writer, patience) if self.writers == 1 else None
        #: what went wrong, by kind: those that were tried again too
        self.faults = Counted()
        self._counting = Lock()

    @classmethod
    def open(cls, address: str, *, create: bool = False, patience: float = PATIENCE) -> Self:
        """A database whose schema is this release's.

        With `create`, one that holds nothing yet is given it. Raises MissingMigration,
        NewerDatabase, NotOurDatabase, and whatever keeps it from being read.
        """
        database = cls(address, patience=patience)
        try:
            if create and is_empty(database):
                # Alembic takes long to import, and is wanted once in the life of a database.
                from storage.schema import upgrade  # noqa: PLC0415

                upgrade(database)
            check(database)
        except BaseException:
            database.dispose()
            raise
        return database

    def read(self, function: Callable[[ReadStore], Result]) -> Result:
        """What the function returns, from one moment of the database. It may run several times."""
        return self._patiently(lambda: self._transact(self._reader.connect, ReadStore, function))

    def write(self, function: Callable[[WriteStore], Result]) -> Result:
        """What the function returns, once all that it wrote is safe on disk; or nothing of it.

        It runs again from its beginning when it lost a race, so it reads what it changes by itself,
        and does nothing but read and write here. Raises StaleRun, LostRace, DatabaseLocked when
        the race stays lost, and UncertainCommit when the server fell silent during the commit.
        """
        return self._patiently(lambda: self._transact(self._connect_writer, WriteStore, function))

    def dispose(self) -> None:
        """Close every connection. SQLite then folds its log into the file."""
        if self._one_writer is not None:
            self._one_writer.close()
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.dispose()

    def _patiently(self, once: Callable[[], Result]) -> Result:
        attempt = 1
        while True:
            try:
                return once()
            except StorageError as error:
                if attempt >= error.attempts:
                    raise
            sleep(min(0.002 * 2**attempt, 0.25))
            attempt += 1

    def _connect_writer(self) -> AbstractContextManager[Connection]:
        return self._one_writer or self._writer.connect()

    def _transact(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        store: Callable[[Connection], StoreType],
        function: Callable[[StoreType], Result],
    ) -> Result:
        committing = False
        try:
            with connect() as connection, connection.begin() as transaction:
                result = function(store(connection))
                committing = True
                transaction.commit()
                return result
        except StorageError:
            raise
        except Exception as error:
            fault = self._fault_of(error, committing=committing)
            if fault is None:
                raise
            raise fault from error

    def _fault_of(self, error: Exception, *, committing: bool) -> StorageError | None:
        fault = fault_of(error, self.name)
        if isinstance(fault, DatabaseUnreachable):
            # Every pooled connection is as dead as this one.
            self._writer.dispose()
            self._reader.dispose()
            fault = UncertainCommit(**fault.details) if committing else fault
        if fault is not None:
            with self._counting:  # it happens in any thread
                self.faults.add(type(fault).__name__)
        return fault
