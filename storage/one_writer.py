"""The one connection that writes to a SQLite file."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy.exc import TimeoutError as NoConnectionFree

if TYPE_CHECKING:
    from types import TracebackType

    from sqlalchemy import Connection, Engine

__all__ = ["OneWriter"]


class OneWriter:
    """Kept open between transactions, and lent to one thread at a time: taking it from a pool for
    each transaction costs a quarter of the transaction.
    """

    def __init__(self, engine: Engine, patience: float) -> None:
        self._engine = engine
        self._patience = patience
        self._lock = Lock()
        self._connection: Connection | None = None

    def __enter__(self) -> Connection:
        if not self._lock.acquire(timeout=self._patience):
            raise NoConnectionFree("another thread is writing")
        try:
            if self._connection is None or self._connection.invalidated:
                self._connection = self._engine.connect()
        except BaseException:
            self._lock.release()
            raise
        return self._connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._lock.release()

    def close(self) -> None:
        """Wait for the transaction under way, and close."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
