"""A bot in a process of its own, on a core of its own, and what it takes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter, process_time

__all__ = ["Process", "Stopwatch", "apart_from_bots", "running"]

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
#: where utime stands in /proc/PID/stat, after the name of the program
UTIME = 11
TWO = 2
#: seconds to end after being asked to
FAREWELL = 20


@dataclass(frozen=True, slots=True)
class Process:
    id: int
    output: asyncio.StreamReader

    def cpu(self) -> float:
        """Seconds of CPU that it has taken."""
        return cpu_of(Path(f"/proc/{self.id}/stat"), 2)

    def memory(self) -> float:
        """MiB of memory that it holds now."""
        pages = int(Path(f"/proc/{self.id}/statm").read_text().split()[1])
        return pages * PAGE / 2**20


class Stopwatch:
    """Seconds since it was made: on the wall, of the bot, of its database server if it has one, and
    of what else ran on this machine.
    """

    def __init__(self, bot: Sequence[Process], database: int | None) -> None:
        self._bot = bot
        self._database = database
        self._begun = self._now()

    def read(self) -> tuple[float, float, float, float]:
        wall, bot, database, own, machine = (
            now - begun for now, begun in zip(self._now(), self._begun, strict=True)
        )
        return wall, bot, database, max(0.0, machine - bot - database - own)

    def _now(self) -> tuple[float, float, float, float, float]:
        bot = sum(process.cpu() for process in self._bot)
        database = family_cpu(self._database) if self._database else 0.0
        return perf_counter(), bot, database, process_time(), machine_cpu()


def cpu_of(stat: Path, fields: int) -> float:
    """Seconds of a process; with four fields, of the children that it waited for too."""
    numbers = stat.read_text().rpartition(")")[2].split()
    return sum(map(int, numbers[UTIME : UTIME + fields])) / TICKS


def family_cpu(parent: int) -> float:
    """Seconds of a process and of all its children."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    stats = [Path(f"/proc/{process}/stat") for process in [parent, *children]]
    return sum(cpu_of(stat, 4) for stat in stats)


def machine_cpu() -> float:
    """Seconds that all cores have worked."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, *interrupts = map(int, fields[:8])
    return (user + nice + system + sum(interrupts)) / TICKS


@cache
def cores() -> tuple[list[int], list[int]]:
    """Those of bots, and those of all else: apart where there are two. Asked first, it sees all."""
    every = sorted(os.sched_getaffinity(0))
    return (every[:2], every[2:]) if len(every) > TWO else (every[:1], every[-1:])


@asynccontextmanager
async def running(number: int, module: str, *arguments: str) -> AsyncIterator[Process]:
    """`python -m MODULE ARGUMENTS` on a core of bots, by its number, ended by SIGTERM.

    Raises:
        RuntimeError: it ended otherwise than asked.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdout=asyncio.subprocess.PIPE
    )
    bots, _ = cores()
    os.sched_setaffinity(process.pid, {bots[number % len(bots)]})
    try:
        assert process.stdout is not None
        yield Process(process.pid, process.stdout)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(FAREWELL):
            code = await process.wait()
    if code:
        raise RuntimeError(f"{module} ended with {code}")


@contextmanager
def apart_from_bots() -> Iterator[None]:
    """Keep this process, server and leaders, and what it starts, off the cores of bots."""
    _, others = cores()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, others)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
