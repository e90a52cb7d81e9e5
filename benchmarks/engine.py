"""The engine alone: one core, nothing stored."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from benchmarks.machine import Figure, rounds
from benchmarks.walk import TODAY, files, guide, replies
from flows import engine
from flows.compiled import compile_flow
from flows.reading import load_flow

__all__ = ["figures"]

WALKS = 40
#: replies at each end of the walk that are compared
ENDS = 20


def figures() -> list[Figure]:
    walk()
    seconds = rounds(walk, times=WALKS)
    each = times_of_replies()
    first, last = median(each[:ENDS]), median(each[-ENDS:])
    flows = load_flow(files())
    reading = rounds(lambda: load_flow(files()), times=5)
    compiling = rounds(lambda: compile_flow(flows), times=5)
    return [
        Figure("answers a second", len(replies()) / seconds, "/s", 5_000, under=False),
        Figure(f"an answer, median of the first {ENDS}", first * 1e6, "µs"),
        Figure(f"an answer, median of the last {ENDS}", last * 1e6, "µs"),
        Figure("growth from the first answers to the last", last / first, "times", 1.5),
        Figure("reading the flow in both languages", reading * 1e3, "ms"),
        Figure("compiling it", compiling * 1e3, "ms"),
        Figure("reading and compiling", (reading + compiling) * 1e3, "ms", 150),
    ]


def walk() -> None:
    run = engine.start(guide().compiled, language="fr", today=TODAY).run
    for said in replies():
        run = engine.reply(guide().compiled, run, said, today=TODAY).run


def times_of_replies() -> list[float]:
    """The median over some walks of the time of each reply, in seconds."""
    walks: list[list[float]] = []
    for _ in range(WALKS):
        run, taken = engine.start(guide().compiled, language="fr", today=TODAY).run, []
        for said in replies():
            start = perf_counter()
            run = engine.reply(guide().compiled, run, said, today=TODAY).run
            taken.append(perf_counter() - start)
        walks.append(taken)
    return [median(times) for times in zip(*walks, strict=True)]
