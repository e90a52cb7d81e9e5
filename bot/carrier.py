"""Carrying messages to one contact: in order, within limits, again when that is safe."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.allowance import Allowance
from bot.sender import PATIENCE, Sender, Sent, Unsent
from bot.settled import Settle
from storage.repositories import outbox, senders
from storage.repositories.outbox import MessageState, OutboxMessage
from storage.stores import WriteStore
from telemetry.figures import Figures
from telemetry.traces import span

__all__ = ["BREATH", "IN_HAND", "Carrier"]

#: seconds waited with a message in hand; a longer wait goes back into the outbox
IN_HAND = 1.0
#: seconds, before a message that was given back is looked at again
BREATH = 0.05
LONGEST_PAUSE = 60.0
#: what a request may take, and a little more
LONGEST_SENDING = timedelta(seconds=PATIENCE + 0.1)
UNCERTAIN = "uncertain"
#: attempts of a message that may have arrived with each of them
UNCERTAIN_AT_MOST = 8
NOTHING = Sent()


@dataclass(slots=True)
class Carrier:
    """Sends messages that this process has under its lease, and says what became of each."""

    sender: Sender
    allowance: Allowance
    clock: Callable[[], datetime]
    #: takes what is to be stored of a message to that contact
    settle: Callable[[int, Settle], None]
    #: called when a message goes back into the outbox
    given_back: Callable[[], None]
    figures: Figures = field(default_factory=Figures)
    #: set when it is to end: nothing is waited for any more
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    #: nothing can be sent any more
    fatal: Unsent | None = None

    async def carry(self, messages: tuple[OutboxMessage, ...]) -> None:
        """Those of one contact, in their order."""
        told: list[tuple[OutboxMessage, Sent]] = []
        for number, message in enumerate(messages):
            pause = await self._send(message, told)
            if pause is not None:
                for left in messages[number + 1 :]:
                    self._postpone(left, pause, left.error)
                return
        for message, sent in told:
            await self._follow(message, sent)

    async def _send(
        self, message: OutboxMessage, told: list[tuple[OutboxMessage, Sent]]
    ) -> float | None:
        """Seconds to wait with those behind it, if they may not follow; adds it to what was told,
        once it is.
        """
        try:
            sent = await self._attempt(message)
        except Unsent as unsent:
            return self._unsent(message, unsent)
        except Exception as error:  # noqa: BLE001  the edge: one message must not end all
            kind = type(error).__name__
            structlog.get_logger().error("message dropped", id=message.id, error=kind)
            self.figures.sends.add("dropped")
            self._finish(message, MessageState.DROPPED, error=kind)
        else:
            self.figures.sends.add("sent")
            told.append((message, sent))
            self._finish(message, MessageState.SENT, sent)
        return None

    async def _attempt(self, message: OutboxMessage) -> Sent:
        chat, group = self.sender.counts(message.payload)
        now = asyncio.get_running_loop().time()
        if message.paced_until is not None:
            owed = (message.paced_until - self.clock()).total_seconds()
            self.allowance.hear(chat, owed, now, group=group)
        wait, taken = self.allowance.take(chat, now, group=group, patience=IN_HAND)
        if not taken:
            raise Unsent(message.error, again_in=wait)
        waited = not wait or await self._waits(wait)
        if not waited or self._outlasts_the_lease(message):
            raise Unsent(message.error, again_in=BREATH)
        shut = self.allowance.shut_for(chat, asyncio.get_running_loop().time())
        if shut:  # since it was waited for
            raise Unsent(message.error, again_in=shut)
        try:
            with span("send", message=message.id):
                return await self._timed(message)
        except Unsent as unsent:
            self.figures.sends.add(unsent.kind)
            if unsent.again_in is not None:
                self._rest(message, unsent)
            raise

    async def _timed(self, message: OutboxMessage) -> Sent:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            return await self.sender.send(message.payload)
        finally:
            self.figures.sending.add(loop.time() - begun)

    def _outlasts_the_lease(self, message: OutboxMessage) -> bool:
        """Another process would send it too, before it is known whether it arrived."""
        return message.until is not None and self.clock() + LONGEST_SENDING > message.until

    async def _follow(self, message: OutboxMessage, sent: Sent) -> None:
        """Twice at most."""
        chat, _ = self.sender.counts(message.payload)
        loop = asyncio.get_running_loop()
        for last in (False, True):
            # It may be told to wait longer meanwhile.
            while shut := self.allowance.shut_for(chat, loop.time()):  # noqa: ASYNC110
                await asyncio.sleep(min(shut, LONGEST_PAUSE))
            try:
                await self.sender.follow(message.payload, sent)
            except Unsent as unsent:
                pause = self._rest(message, unsent)
                if last or unsent.fatal or not 0 < pause < LONGEST_PAUSE:
                    return
            else:
                return

    def _rest(self, message: OutboxMessage, unsent: Unsent) -> float:
        """Leave the chat alone for as long as it is to be: the other processes too."""
        chat, group = self.sender.counts(message.payload)
        pause = unsent.again_in or 0.0
        self.allowance.rest(chat, pause, asyncio.get_running_loop().time(), group=group)
        self._tell_pace(message)
        return pause

    async def _waits(self, seconds: float) -> bool:
        """Whether all of it was waited for."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return True
        return False

    def _unsent(self, message: OutboxMessage, unsent: Unsent) -> float | None:
        if unsent.fatal:
            self.fatal = unsent
        if unsent.blocked:
            now = self.clock()
            self.settle(
                message.contact_id, lambda store: self.sender.block(store, message.payload, now)
            )
        # Nobody can know whether one of so many arrived; to leave a person without their question
        # is worse than to ask it twice.
        enough = unsent.uncertain and message.attempts >= UNCERTAIN_AT_MOST
        if unsent.again_in is None or enough:
            self._finish(message, MessageState.DROPPED, error=unsent.reason)
            return None
        self._postpone(message, unsent.again_in, UNCERTAIN if unsent.uncertain else unsent.reason)
        return unsent.again_in

    def _postpone(self, message: OutboxMessage, seconds: float, error: str) -> None:
        pause = timedelta(seconds=min(LONGEST_PAUSE, max(seconds, BREATH)))
        due = self.clock() + pause
        self.given_back()
        self.settle(
            message.contact_id, lambda store: outbox.postpone(store, message, due=due, error=error)
        )

    def _finish(
        self, message: OutboxMessage, state: MessageState, sent: Sent = NOTHING, *, error: str = ""
    ) -> None:
        now, until = self.clock(), self._made_up_for(message)

        def finish(store: WriteStore) -> None:
            outbox.finish(
                store,
                message,
                state,
                now=now,
                payload=self.sender.kept(message.payload),
                error=error,
                asked_as=sent.asked_as,
            )
            self.sender.settle(store, message.contact_id, message.payload, sent)
            _note_pace(store, message, until)

        self.settle(message.contact_id, finish)

    def _tell_pace(self, message: OutboxMessage) -> None:
        """The chat is to be left alone: by the other processes too."""
        until = self._made_up_for(message)
        self.settle(message.contact_id, lambda store: _note_pace(store, message, until))

    def _made_up_for(self, message: OutboxMessage) -> datetime:
        chat, _ = self.sender.counts(message.payload)
        return self.clock() + timedelta(seconds=self.allowance.owed(chat))


def _note_pace(store: WriteStore, message: OutboxMessage, until: datetime) -> None:
    if senders.are_many(store):
        senders.note_pace(store, message.contact_id, until)
