"""One run: a bot, some leaders at once, and what it took."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.telegram.bots import Bot
from benchmarks.telegram.leaders import Walker
from benchmarks.telegram.processes import Process, Stopwatch, on_another_core, running
from tests.harness.telegram import FakeTelegram

__all__ = ["Load", "Measured", "NoResult", "measure", "opened"]

#: seconds for a bot to begin
BEGINNING = 20
#: leaders who come together when it is only counted how many came
TOGETHER = 100


class NoResult(Exception):
    """A bot stored something else than what it was told, or broke a rule of Telegram."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many leaders at once, who give so many answers each; then as many others, `times` over."""

    leaders: int
    answers: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    #: in a second
    answers: float
    #: milliseconds from an answer to its reply
    p50: float
    p95: float
    p99: float
    #: seconds of the bot for 1,000 answers
    cpu: float
    #: MiB of the bot at the end
    memory: float
    #: cores that other programs kept busy
    others: float


def measure(bot: Bot, load: Load) -> Measured:
    """Raises NoResult."""
    with TemporaryDirectory() as folder, on_another_core():
        path = Path(folder) / "stored"
        bot.prepare(path)
        measured, walkers = asyncio.run(_measured(bot, path, load))
        told = {walker.leader.chat.id: walker.said for walker in walkers}
        stored = bot.stored(path, told)
    for chat, said in told.items():
        if stored[chat] != said:
            raise NoResult(f"{bot.module}, chat {chat}: {stored[chat]} instead of {said}")
    return measured


def opened(bot: Bot, count: int) -> float:
    """MiB that so many conversations add to a bot that is warm."""
    with TemporaryDirectory() as folder, on_another_core():
        path = Path(folder) / "stored"
        bot.prepare(path)
        return asyncio.run(_opened(bot, path, count))


async def _measured(bot: Bot, path: Path, load: Load) -> tuple[Measured, list[Walker]]:
    async with _facing(bot, path) as (server, process):
        count = load.leaders * load.times
        walkers = [Walker(server, number, taps=bot.taps) for number in range(count)]
        await asyncio.gather(*(walker.begins() for walker in walkers))
        watch = Stopwatch(process)
        for start in range(0, len(walkers), load.leaders):
            crowd = walkers[start : start + load.leaders]
            await asyncio.gather(*(walker.answers(load.answers) for walker in crowd))
        wall, cpu, others = watch.read()
        memory = process.memory()
    waits = [seconds for walker in walkers for seconds in walker.seconds]
    percentiles = [seconds * 1e3 for seconds in quantiles(waits, n=100)]
    p50, p95, p99 = (percentiles[percent - 1] for percent in (50, 95, 99))
    each = cpu / len(waits) * 1e3
    return Measured(len(waits) / wall, p50, p95, p99, each, memory, others / wall), walkers


async def _opened(bot: Bot, path: Path, count: int) -> float:
    async with _facing(bot, path) as (server, process):
        walkers = [Walker(server, number, taps=bot.taps) for number in range(count + TOGETHER)]
        before = 0.0
        for start in range(0, len(walkers), TOGETHER):
            some = walkers[start : start + TOGETHER]
            await asyncio.gather(*(walker.begins() for walker in some))
            before = before or process.memory()
        return process.memory() - before


@asynccontextmanager
async def _facing(bot: Bot, path: Path) -> AsyncIterator[tuple[FakeTelegram, Process]]:
    """The bot in its process, asking a server without limits for updates."""
    async with FakeTelegram.open(limits=None) as server:
        async with running(bot.module, server.url, server.bot.token, str(path)) as process:
            await server.polled(seconds=BEGINNING)
            yield server, process
        if server.breaches:
            raise NoResult(f"{bot.module} breaks the contract: {server.breaches[:3]}")
