"""The guides of published revisions, made once and kept: a revision never changes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from charter.guide import Guide, load_guide
from storage.repositories import revisions
from storage.stores import ReadStore

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["Guides"]

#: revisions kept ready; people in the middle of older ones wait some milliseconds at most
KEPT = 16
#: how long a process believes which revision is live
FRESH = timedelta(seconds=2)


class Guides:
    """Ready guides by flow and number, for any number of threads."""

    def __init__(self) -> None:
        self._ready: OrderedDict[tuple[str, int], Guide] = OrderedDict()
        self._lock = Lock()
        #: of each database, by flow: the live number, and when it was read
        self._live: WeakKeyDictionary[Engine, dict[str, tuple[int, datetime]]] = WeakKeyDictionary()

    def live_number(self, store: ReadStore, flow: str, *, now: datetime) -> int | None:
        """The number of the live revision, as it was some seconds ago at most.

        Each message asks for it, and would cost a statement more for what changes once in a month.
        Who writes just after a publication is carried over by their next message.
        """
        seen = self._live.setdefault(store.connection.engine, {})
        known = seen.get(flow)
        if known is not None and abs(now - known[1]) < FRESH:
            return known[0]
        number = revisions.live_number(store, flow)
        if number is not None:
            seen[flow] = (number, now)
        return number

    def live(self, store: ReadStore, flow: str) -> Guide:
        """The guide that new runs follow.

        Raises:
            NoSuchRow: nothing was published yet.
        """
        number = revisions.live_number(store, flow)
        if number is None:
            return self._made(revisions.live(store, flow))
        return self.at(store, flow, number)

    def at(self, store: ReadStore, flow: str, number: int) -> Guide:
        """The guide of one revision.

        Raises:
            NoSuchRow: there is no such revision.
            InvalidFlow: this release cannot read it.
        """
        with self._lock:
            ready = self._ready.get((flow, number))
            if ready is not None:
                self._ready.move_to_end((flow, number))
                return ready
        return self._made(revisions.load(store, flow, number))

    def _made(self, revision: revisions.FlowRevision) -> Guide:
        files = {name: text.encode() for name, text in revision.sources.items()}
        guide = load_guide(files, number=revision.number)
        with self._lock:
            self._ready[revision.flow, revision.number] = guide
            while len(self._ready) > KEPT:
                self._ready.popitem(last=False)
        return guide
