"""What became of messages that left, until a transaction notes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

import structlog

from storage.errors import StorageError
from storage.repositories import seen_updates
from storage.stores import WriteStore

__all__ = ["Noting", "Settle", "Settled", "Taken", "note", "note_apart"]

#: notes what became of one message
Settle = Callable[[WriteStore], object]
#: with the contacts that it is about
Taken = Sequence[tuple[int, Settle]]
#: notes all of it
Noting = Callable[[WriteStore, Taken], None]


class Settled:
    """Filled by who sends, emptied by whichever transaction comes first: of an update, so that who
    answers at once finds their question noted, or of its own.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[int, Settle]] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, contact_id: int, settle: Settle) -> None:
        """To note of a message to that contact."""
        self._waiting.append((contact_id, settle))

    def take(self) -> Taken:
        """All of it: note it, or give it back. Contacts are in the same order in every process, so
        that none waits crosswise.
        """
        taken, self._waiting = self._waiting, []
        return sorted(taken, key=itemgetter(0))

    def give_back(self, taken: Taken) -> None:
        """It could not be noted."""
        self._waiting[:0] = taken


def note(store: WriteStore, settled: Taken) -> None:
    """All of it. Raises whatever one of them raises: then `note_apart` it in a new transaction."""
    for _, settle in settled:
        settle(store)


def note_apart(store: WriteStore, settled: Taken) -> None:
    """Each by itself. One that breaks us is left, since it would keep all that comes after it: its
    message is sent again.
    """
    for _, settle in settled:
        try:
            with seen_updates.apart(store):
                settle(store)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  it is ours, and told to the operator
            structlog.get_logger().error("not noted", error=type(error).__name__)
