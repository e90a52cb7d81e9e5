"""Processes of the bot that are killed, and replaced, while people talk with them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.channels.telegram.client import bot_of
from bot.channels.telegram.profile import set_up
from tests.bot.telegram.process import Told
from tests.bot.telegram.serving import settings_for
from tests.harness.telegram import FakeTelegram

ROOT = Path(__file__).parents[3]
#: seconds in which what a process sent may not be noted yet, and in which its last calls arrive
UNNOTED, ARRIVING = 1.0, 0.3
#: seconds in which a message that another process has in hand, for a second at most, still leaves
HEARD_WITHIN = 1.5


@dataclass(slots=True, eq=False)
class Fleet:
    """Each place holds one process; the server spreads updates over those that are ready."""

    server: FakeTelegram
    told: Told
    #: roots of the webhook, by place; none while a process begins
    roots: dict[int, str] = field(default_factory=dict)
    processes: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)
    killed: int = 0

    @classmethod
    @asynccontextmanager
    async def open(cls, server: FakeTelegram, told: Told, size: int = 1) -> AsyncIterator[Fleet]:
        """All are ready when it is open."""
        fleet = cls(server, told)
        if size > 1:
            server.allow_for_several(HEARD_WITHIN)
        try:
            await asyncio.gather(*map(fleet.begin, range(size)))
            if told.way == "webhook":
                settings = settings_for(server, "webhook")
                async with bot_of(settings) as bot:
                    await set_up(bot, settings)
            yield fleet
        finally:
            for process in fleet.processes.values():
                if process.returncode is None:
                    process.kill()
                await process.wait()

    async def begin(self, place: int) -> None:
        """Until updates can come to it."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.bot.telegram.process",
            *self.told.arguments,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        self.processes[place] = process
        assert process.stdout is not None
        port = (await process.stdout.readline()).strip().decode()
        if port:  # it was not killed before
            self.roots[place] = f"http://127.0.0.1:{port}"
            self.server.spread(list(self.roots.values()))

    async def kill(self, place: int) -> None:
        """At once; the server goes on trying its address, as it cannot know."""
        process = self.processes[place]
        process.kill()
        await process.wait()
        self.killed += 1
        await asyncio.sleep(ARRIVING)
        self.server.doubt(seconds=UNNOTED + ARRIVING)

    async def replace(self, place: int) -> None:
        await self.kill(place)
        await self.begin(place)
