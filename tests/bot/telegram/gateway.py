"""What stands between the bot and Telegram, and says what Telegram would not."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from tests.harness.telegram import Account, FakeTelegram

__all__ = ["Garbage", "Gateway"]


@dataclass(frozen=True, slots=True)
class Garbage:
    """An answer of a proxy."""

    status: int
    body: bytes
    kind: str = "application/json"


@dataclass(slots=True)
class Gateway:
    """Passes on whatever it has no answer of its own for."""

    server: FakeTelegram
    url: str = ""
    #: the next answers to a method
    planned: dict[str, deque[Garbage]] = field(default_factory=dict)
    client: aiohttp.ClientSession = field(init=False)

    @classmethod
    @asynccontextmanager
    async def open(cls, server: FakeTelegram) -> AsyncIterator[Gateway]:
        gateway = cls(server)
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/{path:.*}", gateway.take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        gateway.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as gateway.client:
            try:
                yield gateway
            finally:
                await runner.cleanup()

    @property
    def bot(self) -> Account:
        return self.server.bot

    def answers(self, method: str, *garbage: Garbage) -> None:
        self.planned.setdefault(method, deque()).extend(garbage)

    async def take(self, request: web.Request) -> web.Response:
        garbage = self.planned.get(request.path.rpartition("/")[2])
        if garbage:
            told = garbage.popleft()
            return web.Response(status=told.status, body=told.body, content_type=told.kind)
        asked = self.client.request(
            request.method,
            self.server.url + request.raw_path,
            data=await request.read(),
            headers={"Content-Type": request.headers.get("Content-Type", "")},
        )
        async with asked as response:
            kind = response.content_type
            return web.Response(
                status=response.status, body=await response.read(), content_type=kind
            )
