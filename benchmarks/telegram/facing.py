"""A bot in its processes, facing the Telegram of the tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp

from benchmarks.telegram.bots import Bot, Place
from benchmarks.telegram.processes import Process, running
from tests.harness.telegram import FakeTelegram

__all__ = ["NoResult", "facing"]

#: seconds for a bot to begin
BEGINNING = 20
HOOK = "http://alliance.test/hook"
SECRET = "of-the-benchmark"  # noqa: S105  no one else hears of this server
#: updates under way to a webhook: the most that Telegram offers
CONNECTIONS = 100


class NoResult(Exception):
    """A bot stored something else than what it was told, or broke a rule of Telegram."""


@asynccontextmanager
async def facing(bot: Bot, place: Place) -> AsyncIterator[tuple[FakeTelegram, Sequence[Process]]]:
    """A server without limits, and the processes that it tells of updates.

    Raises:
        NoResult: the bot broke a rule.
    """
    async with FakeTelegram.open(limits=None) as server:
        given = [server.url, server.bot.token, place.address]
        given += ["--webhook", HOOK, SECRET] if bot.hooked else []
        async with AsyncExitStack() as stack:
            processes = [
                await stack.enter_async_context(running(number, bot.module, *given))
                for number in range(bot.hooked or 1)
            ]
            if bot.hooked:
                await _hook(server, processes)
            else:
                await server.polled(seconds=BEGINNING)
            yield server, processes
        if server.breaches:
            raise NoResult(f"{bot.module} breaks the contract: {server.breaches[:3]}")


async def _hook(server: FakeTelegram, processes: Sequence[Process]) -> None:
    """Tell the server where the processes listen: each says its port when it does."""
    ports = [int(await process.output.readline()) for process in processes]
    server.spread([f"http://127.0.0.1:{port}" for port in ports])
    told = {"url": HOOK, "secret_token": SECRET, "max_connections": CONNECTIONS}
    async with (
        aiohttp.ClientSession(raise_for_status=True) as client,
        client.post(f"{server.bot_url}{server.bot.token}/setWebhook", json=told),
    ):
        pass
