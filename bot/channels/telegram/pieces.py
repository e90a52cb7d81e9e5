"""A long text that the application cut into several messages: it waits, stored, for its rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.channels.telegram.reading import From, Other, Tap, Text
from bot.understanding import is_command
from storage.repositories import timers
from storage.stores import WriteStore

__all__ = ["KIND", "Piece", "Pieces", "read_piece"]

#: of its timers
KIND = "piece"
#: UTF-16 units that a message holds at most
LONGEST = 4096
#: applications cut where a line or a sentence ends, if one ends in the second half
CUT_FROM = LONGEST // 2
#: between two parts: they are sent one right after the other
WAIT = timedelta(seconds=1.5)
#: no answer is that long, and the row is written again with each part
CHARS_AT_MOST = 1 << 17
ENDS = tuple(".!?…:;»”")


@dataclass(frozen=True, slots=True)
class Piece:
    """What there is to work of an update, or of several that brought one text."""

    #: of the update that brought it, or its first part
    number: int | None
    received: Tap | Text | Other


@dataclass(frozen=True, slots=True)
class Pieces:
    """Of one bot: at most one text of a chat waits."""

    source: str
    clock: Callable[[], datetime]

    def ready(self, store: WriteStore, piece: Piece) -> tuple[Piece, ...]:
        """What to work now, in order: nothing when the text may go on, and what waited before
        anything that does not continue it.
        """
        key = f"{KIND}:{self.source}:{piece.received.who.chat}"
        waited = timers.take(store, key)
        text = piece.received
        if not isinstance(text, Text) or text.edited or is_command(text.text):
            return (piece,) if waited is None else (read_piece(waited), piece)
        whole = piece.number, text
        if waited is not None:
            whole = _joined(read_piece(waited), text, full=waited["full"])
        number, joined = whole
        if _units(text.text) <= CUT_FROM or len(joined.text) > CHARS_AT_MOST:
            return (Piece(number, joined),)
        full = _units(text.text) >= LONGEST
        payload = {**asdict(joined), "number": number, "full": full}
        timers.schedule(store, key, due=self.clock() + WAIT, payload=payload)
        return ()


def read_piece(stored: Mapping[str, Any]) -> Piece:
    """As it waited."""
    text = Text(
        From(**stored["who"]),
        stored["message"],
        stored["text"],
        replied=stored["replied"],
        parts=stored["parts"],
    )
    return Piece(stored["number"], text)


def _joined(piece: Piece, text: Text, *, full: bool) -> tuple[int | None, Text]:
    before = piece.received
    if not isinstance(before, Text):
        raise TypeError("only texts wait")
    # A message that is full was cut inside a word; else the space or the line's end was dropped.
    glue = "" if full else "\n" if before.text.endswith(ENDS) else " "
    whole = f"{before.text}{glue}{text.text}"
    return piece.number, replace(before, text=whole, parts=before.parts + 1)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
