"""The bots side by side, at each number of leaders, in turn so that all meet the same machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.machine import Figure
from benchmarks.telegram.bots import BOTS, Bot
from benchmarks.telegram.load import Load, Measured, measure, opened

__all__ = ["figures"]

#: where the bounds are
HUNDRED = Load(leaders=100, answers=30)
#: one leader has few answers: there are several, one after another
LOADS = (Load(leaders=1, answers=30, times=10), HUNDRED, Load(leaders=1_000, answers=8))
#: what others may take of the cores while a run lasts; after so many
#: tries the calmest one is kept
CALM, TRIES = 0.1, 3
#: conversations that are open, and silent
OPEN = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured under one load, by the name of the bot."""

    load: Load
    by_bot: Mapping[str, Measured]

    def figures(self) -> Iterator[Figure]:
        peer, floor = self.by_bot["peer"], self.by_bot["floor"]
        for bot, one in self.by_bot.items():
            bound = self.load == HUNDRED and bot == "ours"
            name = f"{self.load.leaders:,} at once, {bot}: "
            least = 2.5 * peer.answers if bound else None
            yield Figure(f"{name}answers a second", one.answers, "/s", least, under=False)
            yield Figure(f"{name}reply, median", one.p50, "ms")
            yield Figure(f"{name}reply, 95 of 100", one.p95, "ms")
            yield Figure(f"{name}reply, 99 of 100", one.p99, "ms", peer.p50 if bound else None)
            most = 4 * floor.cpu if bound else None
            yield Figure(f"{name}CPU of the bot, 1,000 answers", one.cpu, "s", most)
            yield Figure(f"{name}memory of the bot", one.memory, "MiB")
            yield Figure(f"{name}others on this machine meanwhile", one.others, "cores")


def figures() -> list[Figure]:
    found = [figure for load in LOADS for figure in row(load).figures()]
    ours = BOTS["ours"]
    return [*found, Figure(f"{OPEN:,} open conversations, ours", opened(ours, OPEN), "MiB", 20)]


def row(load: Load) -> Row:
    kept: dict[str, Measured] = {}
    for _ in range(TRIES):
        for name, bot in BOTS.items():
            if name not in kept or kept[name].others > CALM:
                kept[name] = calmer(kept.get(name), bot, load)
    return Row(load, kept)


def calmer(before: Measured | None, bot: Bot, load: Load) -> Measured:
    """The run of the two in which others took less; no run is chosen for its figures."""
    again = measure(bot, load)
    return again if before is None or again.others < before.others else before
