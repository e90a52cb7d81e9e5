"""The other end of a webhook, for tests that want to see what is delivered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.harness.telegram.changes import Changes

__all__ = ["Receiver"]


@dataclass(eq=False)
class Receiver:
    """A process behind a webhook, that answers what the test says."""

    root: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    #: status and Retry-After of the next answers; then 200
    answers: list[tuple[int, str]] = field(default_factory=list)
    #: those of some kinds are not answered before this is set
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Receiver]:
        receiver = cls()
        app = web.Application()
        app.router.add_post("/hook", receiver.take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        receiver.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield receiver
        finally:
            await runner.cleanup()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.updates.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self.changes.notify()
        for kind, event in self.held.items():
            if kind in update:
                await event.wait()
        status, after = self.answers.pop(0) if self.answers else (200, "")
        return web.Response(status=status, headers={"Retry-After": after} if after else {})

    async def receives(self, count: int) -> list[dict[str, Any]]:
        await self.changes.until(lambda: len(self.updates) >= count or None, seconds=5)
        return self.updates
