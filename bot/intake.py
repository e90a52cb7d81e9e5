"""Updates on their way in: grouped into transactions, each worked once, a broken one set aside."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any, Protocol

import structlog

from bot.settled import Settled, Taken, note, note_apart
from storage.errors import NoSuchRow, StorageError, UnreadableRun
from storage.repositories import dead_letters, seen_updates
from storage.repositories.outbox import OutboxMessage
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from telemetry.context import UPDATE
from telemetry.figures import Figures
from telemetry.traces import span

__all__ = ["Intake", "Update", "Work"]

#: updates in one transaction: more would make each wait for the others, and fewer cost more
AT_ONCE = 50
#: what is wrong with one person's rows, and not with the database
OF_ONE = (NoSuchRow, UnreadableRun)


class NotWorked(StorageError):
    """Updates broke us outside of any one of them ({reason}): they are tried again."""


@dataclass(frozen=True, slots=True)
class Update:
    """As it came. Updates of one lane are worked in their order."""

    #: none when it could not be read
    number: int | None
    lane: int
    body: Mapping[str, Any]


#: what to do with an update; the effect is called once it is stored
Effect = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What a channel does with its updates, all inside the transaction."""

    source: str
    work: Callable[[WriteStore, Update], Effect | None]
    #: tells the person, once, that their update broke us
    apologize: Callable[[WriteStore, Update], None]
    #: the contact that it came from, where that can be told
    whose: Callable[[WriteStore, Update], int | None]


@dataclass(slots=True)
class Waiting:
    update: Update
    done: asyncio.Future[None]
    #: when it came, of a clock that only goes forward
    since: float


class Committed(Protocol):
    """What to do with the messages that a transaction took, or left for anyone."""

    def __call__(self, taken: Sequence[OutboxMessage], *, left: bool) -> None: ...


@dataclass(slots=True)
class Intake:
    """Works what is at hand in one transaction, never two of the same lane at a time; as many
    transactions side by side as the database serves. `take` returns once an update is stored, or
    set aside with its error.
    """

    threads: TransactionThreads
    channel: Work
    clock: Callable[[], datetime]
    #: what became of messages is noted with the updates
    settled: Settled
    #: called after each commit, with the messages to send, and whether there are more for anyone
    committed: Committed
    waiting: deque[Waiting] = field(default_factory=deque)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    figures: Figures = field(default_factory=Figures)
    #: those being worked, by lane
    busy: dict[int, Waiting] = field(default_factory=dict)
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, update: Update) -> asyncio.Future[None]:
        """Work it: done once it is stored, or a StorageError when nothing of it was stored, and it
        is to be taken again later.
        """
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self.waiting.append(Waiting(update, done, loop.time()))
        self.ready.set()
        return done

    def oldest(self) -> float | None:
        """When the update came that has been waiting or is being worked longest; none: there is
        none.
        """
        return min((one.since for one in (*self.busy.values(), *self.waiting)), default=None)

    async def run(self) -> None:
        """Until it is cancelled; a transaction under way ends all the same."""
        while True:
            await self.ready.wait()
            self.ready.clear()
            while len(self.under_way) < self.threads.side_by_side and (batch := self._next_batch()):
                task = asyncio.create_task(self._work(batch))
                self.under_way.add(task)
                task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.under_way.discard(task)
        self.ready.set()

    def _next_batch(self) -> list[Waiting]:
        """The oldest of each lane, ordered alike in every process, so that none waits crosswise."""
        batch: dict[int, Waiting] = {}
        left: deque[Waiting] = deque()
        while self.waiting and len(batch) < AT_ONCE:
            one = self.waiting.popleft()
            if one.update.lane in batch or one.update.lane in self.busy:
                left.append(one)
            else:
                batch[one.update.lane] = one
        self.waiting.extendleft(reversed(left))
        self.busy |= batch
        return [batch[lane] for lane in sorted(batch)]

    async def _work(self, batch: list[Waiting]) -> None:
        updates, settled = [one.update for one in batch], self.settled.take()
        try:
            with span("updates", count=len(updates)):
                effects = await self._store(updates, settled)
        except Exception as broken:  # noqa: BLE001  whoever waits for these must hear of it
            error = as_storage_error(broken)
            self.settled.give_back(settled)
            self.figures.updates.add("failed", by=len(batch))
            for one in (*batch, *self._behind(updates)):
                if not one.done.done():
                    one.done.set_exception(error)
            return
        except asyncio.CancelledError:
            self.settled.give_back(settled)
            raise
        finally:
            for update in updates:
                self.busy.pop(update.lane, None)
        now = asyncio.get_running_loop().time()
        for one in batch:
            self.figures.intake.add(now - one.since)
            if not one.done.done():
                one.done.set_result(None)
        for effect in effects:
            effect()

    def _behind(self, updates: Sequence[Update]) -> list[Waiting]:
        """Those that wait in the same lanes, which may not go before these: taken out."""
        lanes = {update.lane for update in updates}
        behind = [one for one in self.waiting if one.update.lane in lanes]
        self.waiting = deque(one for one in self.waiting if one.update.lane not in lanes)
        return behind

    async def _store(self, updates: Sequence[Update], settled: Taken) -> Sequence[Effect]:
        """All of them as they come; where one breaks us, all again, each in a savepoint of its own,
        which costs too much to do so always.
        """
        try:
            return await self.threads.write(
                lambda store: self._transact(store, updates, settled, self._simply)
            )
        except Exception as error:
            if isinstance(error, StorageError) and not isinstance(error, OF_ONE):
                raise
            structlog.get_logger().warning("working apart", error=type(error).__name__)
        return await self.threads.write(
            lambda store: self._transact(store, updates, settled, self._apart)
        )

    def _transact(
        self,
        store: WriteStore,
        updates: Sequence[Update],
        settled: Taken,
        work: Callable[[WriteStore, Update], Effect | None],
    ) -> Sequence[Effect]:
        if work == self._simply:
            note(store, settled)
        else:
            note_apart(store, settled)
        numbers = [update.number for update in updates if update.number is not None]
        fresh = seen_updates.note(store, self.channel.source, numbers, now=self.clock())
        effects: list[Effect] = []
        took: list[float] = []
        for update in updates:
            if update.number is not None and update.number not in fresh:
                continue
            fresh.discard(update.number or 0)
            UPDATE.set(update.number)
            begun = perf_counter()
            effect = work(store, update)
            took.append(perf_counter() - begun)
            if effect is not None:
                effects.append(effect)
        UPDATE.set(None)
        repeated, answers = len(updates) - len(took), store.answers
        return [
            lambda: self.committed(store.taken, left=store.left),
            lambda: self._count(took, repeated=repeated, answers=answers),
            *effects,
        ]

    def _count(self, took: Sequence[float], *, repeated: int, answers: int) -> None:
        """What a transaction that is committed did."""
        figures = self.figures
        figures.updates.add("worked", by=len(took))
        if repeated:
            figures.updates.add("repeated", by=repeated)
        figures.answers.add(by=answers)
        for seconds in took:
            figures.engine.add(seconds)

    def _simply(self, store: WriteStore, update: Update) -> Effect | None:
        if update.number is None:
            raise ValueError("an update without its number")
        return self.channel.work(store, update)

    def _apart(self, store: WriteStore, update: Update) -> Effect | None:
        taken = len(store.taken)
        try:
            with seen_updates.apart(store):
                return self._simply(store, update)
        except Exception as error:
            if isinstance(error, StorageError) and not isinstance(error, OF_ONE):
                raise
            del store.taken[taken:]
            self._set_aside(store, update, error)
            return lambda: self.figures.updates.add("set_aside")

    def _set_aside(self, store: WriteStore, update: Update, error: Exception) -> None:
        """Keep it with its error; it counts as worked, and harms no other."""
        source, number, said = (
            self.channel.source,
            update.number,
            f"{type(error).__name__}: {error}",
        )
        # Only its type: the words of an error may be those of a person. They are with the letter.
        kind = type(error).__name__
        structlog.get_logger().error("update set aside", source=source, update=number, error=kind)
        # First: it may make the contact of someone new, whose letter this is.
        self._apologize(store, update)
        dead_letters.set_aside(
            store,
            source=source,
            update_id=number,
            body=json.dumps(update.body, ensure_ascii=False),
            error=said,
            now=self.clock(),
            contact_id=self.channel.whose(store, update),
        )

    def _apologize(self, store: WriteStore, update: Update) -> None:
        taken = len(store.taken)
        try:
            with seen_updates.apart(store):
                self.channel.apologize(store, update)
        except StorageError:
            raise
        except Exception as failed:  # noqa: BLE001  the edge: the update is set aside all the same
            del store.taken[taken:]
            kind = type(failed).__name__
            structlog.get_logger().warning("no apology", update=update.number, error=kind)


def as_storage_error(error: Exception) -> StorageError:
    if isinstance(error, StorageError):
        return error
    structlog.get_logger().error("updates not worked", error=type(error).__name__)
    return NotWorked(reason=type(error).__name__)
