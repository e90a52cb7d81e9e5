"""Whether what is stored already makes an answer dearer: an empty database and a full one."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.machine import Figure, memory
from benchmarks.storing import begin, opened, walk
from storage.database import Database
from storage.stores import WriteStore

__all__ = ["figures"]

STORED = 100_000
#: runs made in one transaction
BATCH = 1_000
WALKS = 5


def figures() -> list[Figure]:
    with TemporaryDirectory() as folder, opened(Path(folder) / "stored.db") as database:
        empty = cost(database, "before")
        before = memory()
        for first in range(0, STORED, BATCH):
            database.write(lambda store, first=first: fill(store, first))  # type: ignore[misc]
        full = cost(database, "after")
        grown = memory() - before
    return [
        Figure("an answer with nothing stored", empty * 1e6, "µs"),
        Figure(f"an answer with {STORED:,} runs stored", full * 1e6, "µs"),
        Figure("growth", full / empty, "times", 1.2),
        Figure("memory that the stored runs take", grown, "MiB", 20),
    ]


def fill(store: WriteStore, first: int) -> None:
    for number in range(first, first + BATCH):
        begin(store, f"stored-{number}")


def cost(database: Database, name: str) -> float:
    """Seconds of an answer, median over some walks."""
    taken = [seconds for n in range(WALKS) for seconds in walk(database, f"{name}-{n}")]
    return median(taken)
