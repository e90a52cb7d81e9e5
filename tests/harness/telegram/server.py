"""A strict Bot API server on loopback: the Telegram of the tests."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Breach
from tests.harness.telegram.calls import CallLog
from tests.harness.telegram.clock import Clock
from tests.harness.telegram.courier import Courier
from tests.harness.telegram.desk import Desk
from tests.harness.telegram.faults import FaultPlan
from tests.harness.telegram.methods.polling import end_poll
from tests.harness.telegram.rates import Limits
from tests.harness.telegram.updates import Pending
from tests.harness.telegram.world import World

__all__ = ["FakeTelegram"]

HOST = "127.0.0.1"
#: a little more than a bot may upload
LARGEST = 60_000_000
STRICT = Limits()


class FakeTelegram:
    """Use `FakeTelegram.open()`; then `url` is the root of a Bot API server.

    `breaches` holds every mistake of every bot: a test that ends well asserts that it is empty.
    """

    def __init__(
        self,
        *,
        clock: Clock = time.time,
        watch: Callable[[], float] = time.monotonic,
        limits: Limits | None = STRICT,
        faults: FaultPlan | None = None,
        pace: float = 0.01,
    ) -> None:
        self.world = World(clock=clock, watch=watch, limits=limits, faults=faults or FaultPlan())
        #: the bot, when there is but one
        self.bot = self.world.add_bot()
        self.pace = pace
        self.port = 0
        self._desk = Desk(self.world)
        self._couriers: dict[int, Courier] = {}

    @classmethod
    @asynccontextmanager
    async def open(cls, **settings: Any) -> AsyncIterator[FakeTelegram]:  # noqa: ANN401
        server = cls(**settings)
        await server.start()
        try:
            yield server
        finally:
            await server.stop()

    def allow_for_several(self, seconds: float) -> None:
        """The bot has several processes: what one of them is told, the others hear so much later
        at most.
        """
        for account in self.world.accounts.values():
            account.gate.grace = seconds

    def doubt(self, *, seconds: float) -> None:
        """A process of the bot was killed: it may not know of what was done so lately, nor have
        noted what it was told.
        """
        self.world.log.doubt(seconds=seconds)
        for account in self.world.accounts.values():
            account.gate.doubt(self.world.watch(), seconds=seconds)

    async def start(self) -> None:
        self._client = aiohttp.ClientSession()
        app = web.Application(client_max_size=LARGEST)
        app.router.add_route("*", "/bot{token}/{method}", self._desk.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._desk.file)
        app.router.add_route("*", "/{path:.*}", self._desk.nothing)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await self._listen()
        for account in self.world.accounts.values():
            self._attend(account)

    async def _listen(self) -> None:
        self._site = web.TCPSite(self._runner, HOST, self.port)
        await self._site.start()
        self.port = self._runner.addresses[-1][1]

    def _attend(self, account: Account) -> None:
        courier = Courier(
            account, self._client, self.world.clock, self.world.crashes, pace=self.pace
        )
        self._couriers[account.id] = courier
        account.updates.listener = courier.listen

    async def stop(self) -> None:
        self._desk.closing.set()
        for courier in self._couriers.values():
            await courier.stop()
        for account in self.world.accounts.values():
            end_poll(account, "Conflict: the server stops")
        await self._runner.cleanup()
        await self._client.close()
        if self.world.crashes:
            raise ExceptionGroup("the fake Telegram broke", self.world.crashes)

    @property
    def url(self) -> str:
        """Root of the server: what TELEGRAM_API_URL holds."""
        return f"http://{HOST}:{self.port}"

    @property
    def bot_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls base_file_url."""
        return f"{self.url}/file/bot"

    @property
    def breaches(self) -> list[Breach]:
        return self.world.breaches

    def forgive(self) -> list[Breach]:
        """The mistakes so far, which are forgotten: the test expected them."""
        forgiven, self.world.breaches = self.world.breaches, []
        return forgiven

    @property
    def log(self) -> CallLog:
        return self.world.log

    @property
    def faults(self) -> FaultPlan:
        return self.world.faults

    def add_bot(self, username: str, first_name: str = "Alliance") -> Account:
        """One more bot, with a token of its own."""
        account = self.world.add_bot(username, first_name)
        self._attend(account)
        return account

    def inject(self, body: dict[str, Any], *, bot: Account | None = None) -> Pending:
        """Deliver an update with this body, however odd it is."""
        return self.world.enqueue(bot or self.bot, body)

    def revoke(self, *, bot: Account | None = None) -> None:
        """The token is worth nothing any more."""
        account = bot or self.bot
        account.revoked = True
        end_poll(account, "Unauthorized")

    async def settled(self, *, seconds: float = 5.0) -> None:
        """Wait until every update is taken, and every call answered."""
        for account in self.world.accounts.values():
            await account.updates.emptied(seconds=seconds)
        await self._desk.changes.until(lambda: not self._desk.busy or None, seconds=seconds)

    async def polled(self, *, bot: Account | None = None, seconds: float = 5.0) -> None:
        """Wait until someone waits for updates."""
        account = bot or self.bot
        await account.changes.until(lambda: account.waiting or None, seconds=seconds)

    @asynccontextmanager
    async def down(self) -> AsyncIterator[None]:
        """No one answers at this address, as when the server is restarted."""
        await self._site.stop()
        for connection in list(self._runner.server.connections if self._runner.server else ()):
            if connection.transport is not None:
                connection.transport.abort()
        try:
            yield
        finally:
            await self._listen()

    def spread(self, roots: Sequence[str], *, bot: Account | None = None) -> None:
        """Several processes stand behind the webhook's address, and take turns."""
        (bot or self.bot).backends = list(roots)
