"""The bots side by side, at each number of leaders, in turn so that all meet the same machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.machine import Figure
from benchmarks.telegram.bots import BOTS, ON_POSTGRESQL, Bot
from benchmarks.telegram.load import Load, Measured, measure, opened

__all__ = ["figures"]

#: where the bounds are
HUNDRED = Load(leaders=100, answers=30)
#: one leader has few answers: there are several, one after another
LOADS = (Load(leaders=1, answers=30, times=10), HUNDRED, Load(leaders=1_000, answers=8))
#: what others may take of the cores while a run lasts; after so many
#: tries the calmest one is kept
CALM, TRIES = 0.1, 3
#: times the answers a second of the peer, and the CPU of the floor
FASTER, DEARER = 2.5, 4
#: words and unit of what is measured
WORDS = {
    "answers": ("answers a second", "/s"),
    "p50": ("reply, median", "ms"),
    "p95": ("reply, 95 of 100", "ms"),
    "p99": ("reply, 99 of 100", "ms"),
    "cpu": ("CPU of 1,000 answers", "s"),
    "database": ("that of the database server", "s"),
    "memory": ("memory of the bot", "MiB"),
    "others": ("others meanwhile", "cores"),
}
#: conversations that are open, and silent
OPEN = 10_000


def figures() -> list[Figure]:
    found: list[Figure] = []
    for load in LOADS:
        kept = in_turn(BOTS, load)
        found += told(load, kept, bounds(kept) if load == HUNDRED else {})
    found += told(HUNDRED, in_turn(ON_POSTGRESQL, HUNDRED), {})
    added = opened(BOTS["ours"], OPEN)
    return [*found, Figure(f"{OPEN:,} open conversations, ours", added, "MiB", 20)]


def in_turn(bots: Mapping[str, Bot], load: Load) -> Mapping[str, Measured]:
    """The runs that count, by the name of the bot."""
    kept: dict[str, Measured] = {}
    for _ in range(TRIES):
        for name, bot in bots.items():
            if name not in kept or kept[name].others > CALM:
                kept[name] = calmer(kept.get(name), measure(bot, load))
    return kept


def calmer(before: Measured | None, again: Measured) -> Measured:
    """The run of the two in which others took less; no run is chosen for its figures."""
    return again if before is None or again.others < before.others else before


def bounds(kept: Mapping[str, Measured]) -> Mapping[tuple[str, str], float]:
    """What is asked of a bot, by its name and what is measured."""
    return {
        ("ours", "answers"): FASTER * kept["peer"].answers,
        ("ours", "p99"): kept["peer"].p50,
        ("ours", "cpu"): DEARER * kept["floor"].cpu,
    }


def told(
    load: Load, kept: Mapping[str, Measured], asked: Mapping[tuple[str, str], float]
) -> Iterator[Figure]:
    for bot, measured in kept.items():
        for field, (words, unit) in WORDS.items():
            name = f"{load.leaders:,} at once, {bot}: {words}"
            value, bound = getattr(measured, field), asked.get((bot, field))
            if value or field != "database":
                yield Figure(name, value, unit, bound, under=field != "answers")
