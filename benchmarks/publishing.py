"""What publishing costs: finding mistakes, foretelling what becomes of runs, carrying one over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import insert

from benchmarks.machine import Figure, rounds
from benchmarks.storing import NOW, begin, opened
from benchmarks.walk import TODAY, files, guide, replies
from charter.fit import fit
from charter.reading import read_template
from flows import engine
from flows.carrying import carry
from flows.compiled import CompiledFlow
from flows.publishing import losses
from flows.reading import read_flow
from flows.run import Run
from storage.database import Database
from storage.foretelling import foretell
from storage.guides import Guides
from storage.models import RunRow
from storage.repositories import contacts, runs
from storage.stores import ReadStore, WriteStore
from tests.flows.redrafted import redrafted
from web.views.looked import look

__all__ = ["figures"]

RUNS = 100_000
#: runs made in one transaction
BATCH = 5_000
#: seconds after which the loop wants to go on
PACE = 0.001


def figures() -> list[Figure]:
    new = redrafted()
    with TemporaryDirectory() as folder, opened(Path(folder) / "publishing.db") as database:
        fill(database)
        guides = Guides()
        taken, noticed = [], 0

        def read(store: ReadStore) -> int:
            return foretell(store, guides, "alliance", new, today=TODAY).impact.felt

        for _ in range(3):
            start = perf_counter()
            noticed = database.read(read)
            taken.append(perf_counter() - start)
        pauses = asyncio.run(meanwhile(lambda: database.read(read)))
    return [
        Figure("checking the shipped flow", rounds(check, times=5) * 1e3, "ms", 300),
        Figure("checking a file as it is typed", rounds(typed, times=5) * 1e3, "ms", 300),
        Figure(f"impact over {RUNS:,} runs", median(taken), "s", 3),
        Figure("runs that will notice", noticed, "runs"),
        Figure("pause of the event loop meanwhile, 99 of 100", pauses * 1e3, "ms", 50),
        Figure("carrying one run over", carrying(new) * 1e3, "ms", 5),
    ]


async def meanwhile(work: Callable[[], object]) -> float:
    """Seconds that the loop waits too long, but for one time in a hundred, while a thread works."""
    task = asyncio.create_task(asyncio.to_thread(work))
    late = []
    while not task.done():
        start = perf_counter()
        await asyncio.sleep(PACE)
        late.append(perf_counter() - start - PACE)
    await task
    return quantiles(late, n=100)[-1]


def check() -> None:
    read = read_flow(files())
    charter = read_template(files())
    tuple(fit(charter, read))
    losses(guide().compiled.source, read)


def typed() -> None:
    """What the editor is told of a text that nobody looked at before, with a question as seen."""
    text = files()["flow.yaml"] + f"# {perf_counter()}\n".encode()
    seen = look({**files(), "flow.yaml": text})
    spots = seen.spots("flow.yaml")
    assert seen.known.questions
    assert seen.shown(spots[len(spots) // 2].name, day=TODAY)


@cache
def walked() -> tuple[Run, ...]:
    """The longest walk, after each of its replies."""
    found = [engine.start(guide().compiled, language="fr", today=TODAY).run]
    for said in replies():
        found.append(engine.reply(guide().compiled, found[-1], said, today=TODAY).run)
    return tuple(found)


def fill(database: Database) -> None:
    """Runs all along the walk, as many everywhere."""
    contact = database.write(lambda store: begin(store, "first"))
    for first in range(0, RUNS, BATCH):
        database.write(lambda store, first=first: more(store, contact.id, first))  # type: ignore[misc]


def more(store: WriteStore, contact_id: int, first: int) -> None:
    assert contacts.find(store, "benchmark", "first")
    known = runs.active(store, contact_id)
    assert known is not None
    rows = [
        {
            "public_id": f"p-{number}",
            "contact_id": contact_id,
            "alliance_id": known.alliance_id,
            "party_id": known.party_id,
            "active": False,
            "created_at": NOW,
            **runs.changing(replace(walked()[number % len(walked())], revision=1), 1, 0, NOW),
        }
        for number in range(first, first + BATCH)
    ]
    store.connection.execute(insert(RunRow), rows)


def carrying(new: CompiledFlow) -> float:
    """Seconds for the run of which most was said."""
    run = walked()[-1]
    return rounds(lambda: carry(guide().compiled, new, run, today=TODAY), times=50)
