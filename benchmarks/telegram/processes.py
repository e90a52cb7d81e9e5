"""A bot in a process of its own, on a core of its own, and what it takes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter, process_time

__all__ = ["Process", "Stopwatch", "on_another_core", "running"]

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
#: where utime stands in /proc/PID/stat, after the name of the program
UTIME = 11
#: seconds to end after being asked to
FAREWELL = 20


@dataclass(frozen=True, slots=True)
class Process:
    id: int

    def cpu(self) -> float:
        """Seconds of CPU that it has taken."""
        fields = Path(f"/proc/{self.id}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[UTIME]) + int(fields[UTIME + 1])) / TICKS

    def memory(self) -> float:
        """MiB of memory that it holds now."""
        pages = int(Path(f"/proc/{self.id}/statm").read_text().split()[1])
        return pages * PAGE / 2**20


class Stopwatch:
    """Seconds since it was made: on the wall, of the bot, and of what else ran on this machine."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._begun = self._now()

    def read(self) -> tuple[float, float, float]:
        wall, cpu, own, machine = (
            now - begun for now, begun in zip(self._now(), self._begun, strict=True)
        )
        return wall, cpu, max(0.0, machine - cpu - own)

    def _now(self) -> tuple[float, float, float, float]:
        return perf_counter(), self._process.cpu(), process_time(), machine_cpu()


@cache
def first_core() -> int:
    """Of those that this process might use when it was first asked."""
    return min(os.sched_getaffinity(0))


def machine_cpu() -> float:
    """Seconds that all cores have worked."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, *interrupts = map(int, fields[:8])
    return (user + nice + system + sum(interrupts)) / TICKS


@asynccontextmanager
async def running(module: str, *arguments: str) -> AsyncIterator[Process]:
    """`python -m MODULE ARGUMENTS` on the first core, ended by SIGTERM.

    Raises:
        RuntimeError: it ended otherwise than asked.
    """
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *arguments)
    os.sched_setaffinity(process.pid, {first_core()})
    try:
        yield Process(process.pid)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(FAREWELL):
            code = await process.wait()
    if code:
        raise RuntimeError(f"{module} ended with {code}")


@contextmanager
def on_another_core() -> Iterator[None]:
    """Keep this process, server and leaders, off the core of the bot, where there are two."""
    core, before = first_core(), os.sched_getaffinity(0)
    os.sched_setaffinity(0, before - {core} or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
