"""Messages on their way out: what this process queued, and what any other left in the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import TypeVar

import structlog

from bot.allowance import Allowance
from bot.carrier import BREATH, IN_HAND, Carrier
from bot.presence import Presence
from bot.sender import Sender
from bot.settled import Noting, Settle, Settled, note, note_apart
from storage.errors import StorageError
from storage.repositories import outbox, senders
from storage.repositories.outbox import OutboxMessage
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from telemetry.figures import Figures

__all__ = ["Delivery"]

Result = TypeVar("Result")

#: of a message; longer than the patience of a request, shorter than a takeover may take
LEASE = timedelta(seconds=7.5)
#: longest sleep without looking for what others left
LOOK_EVERY = 1.0
#: seconds, while another process may be about to note what goes before something
SHORTLY = 0.1
#: seconds that what became of messages waits for a transaction that passes by
SOON = 0.02
#: claimed together when nothing else limits them
AT_ONCE = 100
#: seconds that a stop waits for what is being sent
FAREWELL = 2.0


@dataclass(slots=True)
class Delivery:
    """Sends what the outbox holds, whoever queued it: what this process queues itself it sends
    without looking for it. `run` ends when the token is refused.
    """

    threads: TransactionThreads
    sender: Sender
    allowance: Allowance
    presence: Presence
    settled: Settled
    figures: Figures = field(default_factory=Figures)
    under_way: set[asyncio.Task[object]] = field(default_factory=set)
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    #: there may be something in the outbox that nobody has taken
    left: bool = True
    #: there was something that waits for what goes before it
    behind: bool = False
    #: when to look there in any case, of a clock that only goes forward
    look_at: float = 0.0
    #: set when it is to end: what has not begun is left for others
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    noting: asyncio.TimerHandle | None = None
    carrier: Carrier = field(init=False)

    def __post_init__(self) -> None:
        clock, closing = self.presence.clock, self.closing
        self.carrier = Carrier(
            self.sender,
            self.allowance,
            clock,
            self._settle,
            self._give_back,
            self.figures,
            closing,
        )

    def queue(self, store: WriteStore, contact_id: int, *, key: str, payload: object) -> None:
        """Queue it, and take it for this process if nothing stands before it: `hand` over what the
        transaction has taken once it is committed.
        """
        now, standing = self.presence.clock(), outbox.standing(store, contact_id)
        follows = bool(store.taken) and store.taken[-1].contact_id == contact_id
        # What waits to be sent may hold the question that is answered now.
        asked_last = standing.asked_last if follows or standing.is_free else None
        ready = self.sender.ready(store, contact_id, payload, asked_last)
        mine = self.presence.may_send(store) and not self.closing.is_set()
        if mine and (follows or standing.is_free):
            outbox.take(
                store,
                by=self.presence.name,
                until=now + LEASE,
                contact_id=contact_id,
                key=key,
                payload=ready,
                paced_until=standing.paced_until,
                now=now,
            )
        else:
            outbox.queue(store, contact_id=contact_id, key=key, payload=ready, due=now, now=now)

    def hand(self, taken: Sequence[OutboxMessage], *, left: bool = False) -> None:
        """Send what a committed transaction took, and see to what it left."""
        for _, messages in groupby(taken, lambda message: message.contact_id):
            self._begin(self.carrier.carry(tuple(messages)))
        if left:
            self.wake()

    def wake(self) -> None:
        """Something was queued."""
        self.left = True
        self.awake.set()

    async def run(self) -> None:
        """Until it is cancelled.

        Raises:
            Unsent: nothing can be sent any more.
        """
        try:
            while True:
                self.awake.clear()
                pause = await self._round()
                if self.carrier.fatal is not None:
                    raise self.carrier.fatal
                await self._sleep(pause)
        finally:
            await self._say_farewell()

    async def _round(self) -> float:
        """Note what was sent, begin what is due; seconds until there may be more."""
        now = asyncio.get_running_loop().time()
        settled, looking = self.settled.take(), self._is_to_look(now)
        self.left, shown_at = False, self.presence.shown_at

        def work(store: WriteStore, noting: Noting) -> tuple[tuple[OutboxMessage, ...], float]:
            noting(store, settled)
            self.presence.show(store, self.allowance, now)
            return self._claim(store, now) if looking else ((), self.look_at - now)

        try:
            claimed, pause = await self._written(work)
        except StorageError as error:
            self.settled.give_back(settled)
            self.presence.shown_at = shown_at
            structlog.get_logger().warning("outbox", error=str(error))
            claimed, pause = (), LOOK_EVERY
        except asyncio.CancelledError:
            # It may not have begun. Noting something twice changes nothing.
            self.settled.give_back(settled)
            raise
        self.look_at = now + pause
        for message in claimed:
            self._begin(self.carrier.carry((message,)))
        return pause

    async def _written(self, work: Callable[[WriteStore, Noting], Result]) -> Result:
        """What the transaction gives. One note that breaks us must not end all."""
        try:
            return await self.threads.write(lambda store: work(store, note))
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  told, and done again without it
            structlog.get_logger().error("noting apart", error=type(error).__name__)
        return await self.threads.write(lambda store: work(store, note_apart))

    def _is_to_look(self, now: float) -> bool:
        return self.left or self.behind or now >= self.look_at

    def _claim(self, store: WriteStore, seconds: float) -> tuple[tuple[OutboxMessage, ...], float]:
        """What is sent now, and the seconds until there may be more."""
        now = self.presence.clock()
        room = min(self.allowance.room(seconds, IN_HAND), AT_ONCE - len(self.under_way))
        if room <= 0:
            return (), BREATH
        name = self.presence.name
        claimed = outbox.claim(store, by=name, now=now, until=now + LEASE, limit=room)
        self.behind = outbox.has_more(store)
        due = outbox.next_due(store, now=now)
        wait = LOOK_EVERY if due is None else (due - now).total_seconds()
        if self.behind and senders.are_many(store):
            wait = min(wait, SHORTLY)
        return claimed, min(LOOK_EVERY, max(BREATH, wait))

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self.awake.wait()
        except TimeoutError:
            return

    def _begin(self, sending: Coroutine[None, None, object]) -> None:
        task = asyncio.create_task(sending)
        self.under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self.under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            structlog.get_logger().error("sending broke", error=type(error).__name__)

    def _give_back(self) -> None:
        self.left = True

    def _settle(self, contact_id: int, settle: Settle) -> None:
        self.settled.add(contact_id, settle)
        if self.noting is None:
            self.noting = asyncio.get_running_loop().call_later(SOON, self._note)

    def _note(self) -> None:
        self.noting = None
        if self.settled or self.left or self.behind:
            self.awake.set()

    async def _say_farewell(self) -> None:
        """Let what is being sent be sent, and note it; leave the rest."""
        self.closing.set()
        if self.noting is not None:
            self.noting.cancel()
        if self.under_way:
            await asyncio.wait(self.under_way, timeout=FAREWELL)
        for task in list(self.under_way):
            task.cancel()
        settled = self.settled.take()

        def work(store: WriteStore) -> None:
            note_apart(store, settled)
            self.presence.leave(store)

        try:
            await self.threads.write(work)
        except StorageError as error:  # what was sent comes again when its lease ends
            structlog.get_logger().warning("outbox", error=str(error))
