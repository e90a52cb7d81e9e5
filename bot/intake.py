"""Updates on their way in: grouped into transactions, each worked once, a broken one set aside."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from storage.errors import NoSuchRow, StorageError, UnreadableRun
from storage.repositories import dead_letters, seen_updates
from storage.stores import WriteStore
from storage.threads import TransactionThreads

__all__ = ["Intake", "Update", "Work"]

#: updates in one transaction: more would make each wait for the others
AT_ONCE = 64
#: what is wrong with one person's rows, and not with the database
OF_ONE = (NoSuchRow, UnreadableRun)


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


@dataclass(slots=True)
class Waiting:
    update: Update
    done: asyncio.Future[None]


@dataclass(slots=True)
class Intake:
    """Works what is at hand in one transaction, never two of the same lane in one, in a savepoint
    each. `take` returns once an update is stored, or set aside with its error.
    """

    threads: TransactionThreads
    channel: Work
    clock: Callable[[], datetime]
    #: called after each commit
    committed: Callable[[], None]
    waiting: deque[Waiting] = field(default_factory=deque)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, update: Update) -> None:
        """Work it.

        Raises:
            StorageError: nothing of it was stored: take it again later.
        """
        done = asyncio.get_running_loop().create_future()
        self.waiting.append(Waiting(update, done))
        self.ready.set()
        await done

    async def run(self) -> None:
        """Until it is cancelled; a transaction under way ends all the same."""
        while True:
            await self.ready.wait()
            batch = self._next_batch()
            if not batch:
                self.ready.clear()
                continue
            await self._work(batch)

    def _next_batch(self) -> list[Waiting]:
        """The oldest of each lane, ordered alike in every process, so that none waits crosswise."""
        batch: dict[int, Waiting] = {}
        left: deque[Waiting] = deque()
        while self.waiting and len(batch) < AT_ONCE:
            one = self.waiting.popleft()
            if one.update.lane in batch:
                left.append(one)
            else:
                batch[one.update.lane] = one
        self.waiting.extendleft(reversed(left))
        return [batch[lane] for lane in sorted(batch)]

    async def _work(self, batch: list[Waiting]) -> None:
        updates = [one.update for one in batch]
        try:
            effects = await self.threads.write(lambda store: self._transact(store, updates))
        except StorageError as error:
            for one in batch:
                if not one.done.done():
                    one.done.set_exception(error)
            return
        self.committed()
        for one in batch:
            if not one.done.done():
                one.done.set_result(None)
        for effect in effects:
            effect()

    def _transact(self, store: WriteStore, updates: list[Update]) -> list[Effect]:
        effects: list[Effect] = []
        for update in updates:
            try:
                with seen_updates.apart(store):
                    effect = self._once(store, update)
            except Exception as error:
                if isinstance(error, StorageError) and not isinstance(error, OF_ONE):
                    raise
                self._set_aside(store, update, error)
                continue
            if effect is not None:
                effects.append(effect)
        return effects

    def _once(self, store: WriteStore, update: Update) -> Effect | None:
        if update.number is None:
            raise ValueError("an update without its number")
        source, now = self.channel.source, self.clock()
        if not seen_updates.note(store, source, update.number, now=now):
            return None
        return self.channel.work(store, update)

    def _set_aside(self, store: WriteStore, update: Update, error: Exception) -> None:
        """Keep it with its error; it counts as worked, and harms no other."""
        source, now = self.channel.source, self.clock()
        number, said = update.number, f"{type(error).__name__}: {error}"
        if number is not None and not seen_updates.note(store, source, number, now=now):
            return
        # Only its type: the words of an error may be those of a person. They are with the letter.
        kind = type(error).__name__
        structlog.get_logger().error("update set aside", source=source, update=number, error=kind)
        body = json.dumps(update.body, ensure_ascii=False)
        dead_letters.set_aside(
            store, source=source, update_id=number, body=body, error=said, now=now
        )
        try:
            with seen_updates.apart(store):
                self.channel.apologize(store, update)
        except StorageError:
            raise
        except Exception as failed:  # noqa: BLE001  the edge: the update is set aside already
            structlog.get_logger().warning("no apology", update=number, error=type(failed).__name__)
