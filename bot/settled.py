"""What became of messages that left, until a transaction notes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storage.stores import WriteStore

__all__ = ["Settle", "Settled"]

#: notes what became of one message
Settle = Callable[[WriteStore], object]


class Settled:
    """Filled by who sends, emptied by whichever transaction comes first: of an update, so that who
    answers at once finds their question noted, or of its own.
    """

    def __init__(self) -> None:
        self._waiting: list[Settle] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, settle: Settle) -> None:
        self._waiting.append(settle)

    def take(self) -> Sequence[Settle]:
        """All of it: note it, or give it back."""
        taken, self._waiting = self._waiting, []
        return taken

    def give_back(self, taken: Sequence[Settle]) -> None:
        """It could not be noted."""
        self._waiting[:0] = taken
