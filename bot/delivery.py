"""Messages on their way out: in order per contact, within limits, again when that is safe."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.allowance import Allowance
from bot.sender import Sender, Unsent
from storage.errors import StorageError
from storage.repositories import outbox
from storage.repositories.outbox import MessageState, OutboxMessage
from storage.stores import WriteStore
from storage.threads import TransactionThreads

__all__ = ["Delivery"]

#: of one message; longer than the patience of a request, shorter than a takeover may take
LEASE = timedelta(seconds=9.5)
#: longest sleep without looking for what others left
LOOK_EVERY = 1.0
#: seconds waited with a message in hand; a longer wait goes back into the outbox
IN_HAND = 1.0
#: claimed together when nothing else limits them
AT_ONCE = 100
#: seconds, when there is no room for more
BREATH = 0.05
LONGEST_PAUSE = 60.0
#: seconds that a stop waits for what is being sent
FAREWELL = 2.0
UNCERTAIN = "uncertain"


Settle = Callable[[WriteStore], None]


@dataclass(slots=True)
class Delivery:
    """Sends what the outbox holds, whoever queued it. `run` ends when the token is refused."""

    threads: TransactionThreads
    sender: Sender
    allowance: Allowance
    clock: Callable[[], datetime]
    #: name of this process in leases
    name: str
    settled: list[Settle] = field(default_factory=list)
    under_way: set[asyncio.Task[None]] = field(default_factory=set)
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    fatal: Unsent | None = None

    def wake(self) -> None:
        """Something was queued."""
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
                if self.fatal is not None:
                    raise self.fatal
                await self._sleep(pause)
        finally:
            await self._say_farewell()

    async def _round(self) -> float:
        """Settle what was sent, begin what is due; seconds until there may be more."""
        settled, self.settled = self.settled, []
        room = self.allowance.room(asyncio.get_running_loop().time(), IN_HAND)
        room = min(room, AT_ONCE - len(self.under_way))
        try:
            claimed, due = await self.threads.write(lambda store: self._claim(store, settled, room))
        except StorageError as error:
            self.settled = [*settled, *self.settled]
            structlog.get_logger().warning("outbox", error=str(error))
            return LOOK_EVERY
        for message in claimed:
            task = asyncio.create_task(self._send(message))
            self.under_way.add(task)
            task.add_done_callback(self.under_way.discard)
        if due is None:
            return LOOK_EVERY
        return min(LOOK_EVERY, max(BREATH, (due - self.clock()).total_seconds()))

    def _claim(
        self, store: WriteStore, settled: Sequence[Settle], room: int
    ) -> tuple[tuple[OutboxMessage, ...], datetime | None]:
        for settle in settled:
            settle(store)
        now = self.clock()
        if room <= 0:
            return (), now + timedelta(seconds=BREATH)
        claimed = outbox.claim(store, by=self.name, now=now, until=now + LEASE, limit=room)
        return claimed, outbox.next_due(store)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.awake.wait()
        except TimeoutError:
            return

    async def _send(self, message: OutboxMessage) -> None:
        try:
            asked_as = await self._attempt(message)
        except Unsent as unsent:
            self._unsent(message, unsent)
        except Exception as error:  # noqa: BLE001  the edge: one message must not end all
            structlog.get_logger().error(
                "message dropped", id=message.id, error=type(error).__name__
            )
            self._finish(message, MessageState.DROPPED, type(error).__name__)
        else:
            self._finish(message, MessageState.SENT, asked_as=asked_as)
        self.wake()

    async def _attempt(self, message: OutboxMessage) -> int | None:
        counted = self.sender.counts(message.payload)
        if counted is not None:
            chat, group = counted
            now = asyncio.get_running_loop().time()
            wait, taken = self.allowance.take(chat, now, group=group, patience=IN_HAND)
            if not taken:
                raise Unsent(message.error or "limits", again_in=wait)
            await asyncio.sleep(wait)
        return await self.sender.send(message.payload)

    def _unsent(self, message: OutboxMessage, unsent: Unsent) -> None:
        if unsent.fatal:
            self.fatal = unsent
        if unsent.blocked:
            self.settled.append(
                lambda store: self.sender.block(store, message.payload, self.clock())
            )
        twice = unsent.uncertain and message.error == UNCERTAIN
        if unsent.again_in is None or twice:
            self._finish(message, MessageState.DROPPED, unsent.reason)
            return
        pause = min(LONGEST_PAUSE, max(unsent.again_in, BREATH))
        reason = UNCERTAIN if unsent.uncertain else unsent.reason

        def postpone(store: WriteStore) -> None:
            due = self.clock() + timedelta(seconds=pause)
            outbox.postpone(store, message, due=due, error=reason)

        self.settled.append(postpone)

    def _finish(
        self,
        message: OutboxMessage,
        state: MessageState,
        error: str = "",
        *,
        asked_as: int | None = None,
    ) -> None:
        def finish(store: WriteStore) -> None:
            outbox.finish(store, message, state, now=self.clock(), error=error, asked_as=asked_as)

        self.settled.append(finish)

    async def _say_farewell(self) -> None:
        """Let what is being sent be sent, and note it."""
        if self.under_way:
            await asyncio.wait(self.under_way, timeout=FAREWELL)
        for task in list(self.under_way):
            task.cancel()
        settled, self.settled = self.settled, []
        if settled:
            await self.threads.write(lambda store: [settle(store) for settle in settled])
