"""One run: a bot, some leaders at once, and what it took."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.telegram.bots import Bot, Place
from benchmarks.telegram.facing import NoResult, facing
from benchmarks.telegram.leaders import Walker
from benchmarks.telegram.processes import Stopwatch, apart_from_bots

__all__ = ["Load", "Measured", "measure", "opened"]

#: leaders who come together when it is only counted how many came
TOGETHER = 100


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
    #: the same, of the database server, if there is one
    database: float
    #: MiB of the bot at the end
    memory: float
    #: cores that other programs kept busy
    others: float


def measure(bot: Bot, load: Load) -> Measured:
    """Raises NoResult."""
    with (
        TemporaryDirectory() as folder,
        apart_from_bots(),
        bot.place(Path(folder)) as place,
        without_pauses(),
    ):
        measured, walkers = asyncio.run(_measured(bot, place, load))
        told = {walker.leader.chat.id: walker.said for walker in walkers}
        stored = bot.stored(place.address, told)
    for chat, said in told.items():
        if stored[chat] != said:
            raise NoResult(f"{bot.module}, chat {chat}: {stored[chat]} instead of {said}")
    return measured


@contextmanager
def without_pauses() -> Iterator[None]:
    """The server's own garbage, of which it keeps much, is looked for between the runs: a look
    holds up all leaders for 0.1 s, and would be told as a wait for the bot.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def opened(bot: Bot, count: int) -> float:
    """MiB that so many conversations add to a bot that is warm."""
    with TemporaryDirectory() as folder, apart_from_bots(), bot.place(Path(folder)) as place:
        return asyncio.run(_opened(bot, place, count))


async def _measured(bot: Bot, place: Place, load: Load) -> tuple[Measured, list[Walker]]:
    async with facing(bot, place) as (server, processes):
        count = load.leaders * load.times
        walkers = [Walker(server, number, taps=bot.taps) for number in range(count)]
        await asyncio.gather(*(walker.begins() for walker in walkers))
        watch = Stopwatch(processes, place.server)
        for start in range(0, len(walkers), load.leaders):
            crowd = walkers[start : start + load.leaders]
            await asyncio.gather(*(walker.answers(load.answers) for walker in crowd))
        wall, cpu, database, others = watch.read()
        memory = sum(process.memory() for process in processes)
    waits = [seconds for walker in walkers for seconds in walker.seconds]
    percentiles = [seconds * 1e3 for seconds in quantiles(waits, n=100)]
    measured = Measured(
        answers=len(waits) / wall,
        p50=percentiles[49],
        p95=percentiles[94],
        p99=percentiles[98],
        cpu=cpu / len(waits) * 1e3,
        database=database / len(waits) * 1e3,
        memory=memory,
        others=others / wall,
    )
    return measured, walkers


async def _opened(bot: Bot, place: Place, count: int) -> float:
    async with facing(bot, place) as (server, processes):
        walkers = [Walker(server, number, taps=bot.taps) for number in range(count + TOGETHER)]
        before = 0.0
        for start in range(0, len(walkers), TOGETHER):
            some = walkers[start : start + TOGETHER]
            await asyncio.gather(*(walker.begins() for walker in some))
            before = before or processes[0].memory()
        return processes[0].memory() - before
