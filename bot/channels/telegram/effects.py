"""What is done at once, beside the outbox: it is no message, or there is nobody to store it for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field

from telegram.error import TelegramError

from bot.channels.telegram.desk import Spinner
from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.ticks import Ticks
from bot.sender import Unsent

__all__ = ["Effects"]


@dataclass(slots=True)
class Effects:
    """Nobody waits for them; `end` gives up what is still under way."""

    sender: TelegramSender
    ticks: Ticks = field(default_factory=Ticks)
    under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def acknowledge(self, spinner: Spinner) -> None:
        """Show that a button was tapped: worth nothing later."""
        tap = spinner.tap
        if spinner.ticks:
            self.ticks.toggle(tap.who.chat, tap.message, tap.keys, tap.data)
        self.later(self._show(spinner))

    def part(self, words: tuple[Payload, ...]) -> None:
        """Say goodbye once: there is nobody left to say it to again."""
        self.later(self._say(words))

    def later(self, effect: Coroutine[None, None, None]) -> None:
        """Have it under way."""
        task = asyncio.create_task(effect)
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def end(self) -> None:
        for task in list(self.under_way):
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)

    async def _say(self, words: tuple[Payload, ...]) -> None:
        for payload in words:
            with suppress(Unsent):
                await self.sender.send(payload)

    async def _show(self, spinner: Spinner) -> None:
        tap = spinner.tap
        with suppress(TelegramError):  # the query may be too old, or answered by another process
            await self.sender.acknowledge(tap.query, spinner.toast)
        if spinner.ticks:
            await self.ticks.show(self.sender.bot, tap.who.chat, tap.message)
