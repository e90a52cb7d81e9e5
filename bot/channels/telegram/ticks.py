"""What is ticked under a message while a person taps faster than Telegram shows it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.keyboard import Rows, toggled
from bot.channels.telegram.sending import markup

__all__ = ["Ticks"]

#: seconds after which the keyboard that Telegram tells is trusted again
FRESH = 10.0


@dataclass(slots=True, eq=False)
class Ticked:
    rows: Rows
    shown: Rows
    #: one edit at a time: they must not overtake each other
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Ticks:
    """The keyboard itself remembers the ticks; this one only what it does not show yet."""

    def __init__(self) -> None:
        self._fresh: dict[tuple[int, int], Ticked] = {}

    def of(self, chat: int, message: int, told: Rows) -> Rows:
        """The buttons as they are now, where Telegram told these. From any thread."""
        ticked = self._fresh.get((chat, message))
        return told if ticked is None else ticked.rows

    def toggle(self, chat: int, message: int, told: Rows, data: str) -> None:
        """Change one tick."""
        place = (chat, message)
        ticked = self._fresh.get(place)
        if ticked is None:
            ticked = self._fresh[place] = Ticked(told, told)
            asyncio.get_running_loop().call_later(FRESH, self._fresh.pop, place, None)
        ticked.rows = toggled(ticked.rows, data)

    async def show(self, bot: Bot, chat: int, message: int) -> None:
        """Let the message show what is ticked now."""
        ticked = self._fresh.get((chat, message))
        if ticked is None:
            return
        async with ticked.turn:
            rows = ticked.rows
            if rows == ticked.shown:
                return
            with suppress(TelegramError):
                await bot.edit_message_reply_markup(chat, message, reply_markup=markup(rows))
                ticked.shown = rows
