"""The machine that figures were taken on, and how they are taken and printed."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

__all__ = ["Figure", "machine", "memory", "rounds", "show"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and what was asked of it."""

    name: str
    value: float
    unit: str
    #: the bound, and whether the value has to stay under it
    bound: float | None = None
    under: bool = True

    @property
    def holds(self) -> bool:
        if self.bound is None:
            return True
        return self.value <= self.bound if self.under else self.value >= self.bound


def machine() -> str:
    """What to print beside every figure."""
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.release()}"
    )


def rounds(work: Callable[[], object], *, times: int) -> float:
    """Seconds of the median of some rounds, after one that is not counted."""
    work()
    taken: list[float] = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def memory() -> float:
    """MiB of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def show(title: str, figures: list[Figure]) -> bool:
    """Print figures; whether all of them hold."""
    print(f"\n{title}")
    for figure in figures:
        bound = ""
        if figure.bound is not None:
            sign = "at most" if figure.under else "at least"
            verdict = "holds" if figure.holds else "DOES NOT HOLD"
            bound = f"   {sign} {figure.bound:g}: {verdict}"
        print(f"  {figure.name:<64} {figure.value:>10,.2f} {figure.unit}{bound}")
    return all(figure.holds for figure in figures)
