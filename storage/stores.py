"""What a transaction is given: reading and writing are different types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.repositories.outbox import OutboxMessage

__all__ = ["ReadStore", "WriteStore"]


class ReadStore:
    """One moment of the database, for as long as its transaction. It cannot write."""

    __slots__ = ("connection", "cursor", "driver")

    #: whether what is read can be held against others until the end of the transaction
    holds: ClassVar[bool] = False

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        #: the driver's own connection
        self.driver = cast("Any", connection.connection.dbapi_connection)
        #: of prepared statements, one after another: to make one for each costs a tenth of it
        self.cursor: Any = self.driver.cursor()


class WriteStore(ReadStore):
    """A transaction that writes. Who made it commits, never who uses it."""

    __slots__ = ("answers", "left", "taken")

    holds: ClassVar[bool] = True

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        #: messages queued under a lease in this transaction: theirs to send who made it, once it is
        #: committed
        self.taken: list[OutboxMessage] = []
        #: whether messages were queued for whoever sends
        self.left = False
        #: lines of history written: answers given, changed and taken back
        self.answers = 0
