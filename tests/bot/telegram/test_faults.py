"""Leaders talk with processes that are killed, through a Telegram that often fails."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from bot.phrases import phrases_in
from flows.playing import Play
from storage.database import Database
from storage.repositories import answers, contacts, runs
from storage.repositories.answers import AnswerEvent, Change
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore
from tests.bot.telegram.fleet import Fleet
from tests.bot.telegram.patient import PATIENCE, PatientWalker
from tests.bot.telegram.process import Told
from tests.bot.telegram.serving import seeded, serving
from tests.bot.telegram.walker import NOON, played, turns
from tests.harness.telegram import Breach, FakeTelegram, Fault, FaultPlan, Leader, User
from tests.harness.telegram.changes import Changes
from tests.harness.telegram.rates import Limits

SHORT = ("un_temps_pour_soi", "petits_pas", "towpath")
LONG = ("cap_riviere", "mains_qui_parlent", "banc_public", "cousettes")
#: from so many kills on it is the long form, which also keeps to the limits
MANY = 50
MANY_LEADERS = 20
#: replies in the short form: each waits for what failed, whatever it says
BEGINNING = 8
#: of the faults of the short form: with others five polls fail in a row, and all wait for half a
#: minute
LUCK = 14
#: of each kind
OFTEN = 0.1


@dataclass(slots=True, eq=False)
class Walks:
    """How far the leaders are, all together."""

    total: int
    said: int = 0
    changes: Changes = field(default_factory=Changes)

    def note(self) -> None:
        self.said += 1
        self.changes.notify()

    async def reached(self, count: int) -> None:
        await self.changes.until(lambda: self.said >= count or None, seconds=2 * PATIENCE)


@pytest.mark.timeout(1_500)
async def test_nothing_is_lost_or_told_twice(
    flowing: Database, address: str, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    many = kills >= MANY
    stories = long_ones(flowing) if many else short_ones(flowing)
    begun = time.monotonic()
    async with FakeTelegram.open(limits=Limits() if many else None) as server:
        told = told_of(server, address, pace="limited" if many else "unlimited")
        async with Fleet.open(server, told, size=1 if told.way == "polling" else 2) as fleet:
            leaders = await walk_through(fleet, stories, kills)
        report(server, fleet, leaders, time.monotonic() - begun, capsys)
    for leader, story in zip(leaders, stories, strict=True):
        assert said_in(story) == said_by(flowing, leader)
        assert story.run.answers == run_of(flowing, leader).run.answers
    assert [] == [str(each.again) for each in server.log.repeats() if not each.excused]
    assert kills == fleet.killed
    assert [] == [circumstances(server, each) for each in server.breaches]


def circumstances(server: FakeTelegram, breach: Breach) -> list[str]:
    """The mistake, and what was called for that chat in the two seconds before."""
    last = server.log.calls[breach.call - 1]
    before = [
        f"{each.arrived - last.arrived:.2f} {each.method} {each.fault} {each.refusal}"
        for each in server.log.matching((), last.params.get("chat_id"))
        if last.arrived - 2 < each.arrived <= last.arrived
    ]
    return [str(breach), *before]


def long_ones(database: Database) -> list[Play]:
    plays = [played(database, name) for name in LONG]
    return [plays[number % len(plays)] for number in range(MANY_LEADERS)]


def short_ones(database: Database) -> list[Play]:
    """Their beginnings."""
    plays = [played(database, name) for name in SHORT]
    begun = [each.turns[: BEGINNING + 1] for each in plays]
    return [
        replace(each, turns=turns, run=turns[-1].sprint.run)
        for each, turns in zip(plays, begun, strict=True)
    ]


def told_of(server: FakeTelegram, address: str, *, pace: str) -> Told:
    """On SQLite one process polls; on PostgreSQL several stand behind the webhook."""
    ahead = (NOON - datetime.now(UTC)).total_seconds()  # the same for all: time goes forward
    way = "polling" if address.startswith("sqlite") else "webhook"
    return Told(address, server.url, server.bot.token, str(ahead), way, pace)


async def walk_through(fleet: Fleet, stories: Sequence[Play], kills: int) -> list[Leader]:
    """It ends when every leader is at the end."""
    fleet.server.world.faults = failing(seed=kills if kills >= MANY else LUCK)
    walks = Walks(sum(len(list(turns(story))) for story in stories))
    leaders = [Leader(fleet.server, User.new(language=each.run.language)) for each in stories]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(kill_along(fleet, walks, kills))
        for number, (leader, story) in enumerate(zip(leaders, stories, strict=True)):
            tasks.create_task(walk(leader, story, walks, taps=number % 2 == 0))
    await fleet.server.settled(seconds=PATIENCE)
    return leaders


def failing(seed: int) -> FaultPlan:
    """Every fault."""
    return FaultPlan.of_each(OFTEN, seed=seed)


async def walk(leader: Leader, story: Play, walks: Walks, *, taps: bool) -> None:
    walker = PatientWalker(leader, phrases_in(story.run.language), taps=taps)
    leader.starts()
    for reply, prompt in turns(story):
        await walker.does(reply, prompt)
        walks.note()
    await leader.waits(lambda: leader.unread or None, "an end", seconds=PATIENCE)


async def kill_along(fleet: Fleet, walks: Walks, kills: int) -> None:
    """At moments of the walks that chance chose, so that they neither end before nor after."""
    chance = random.Random(kills)
    for moment in sorted(chance.sample(range(1, walks.total * 19 // 20), kills)):
        await walks.reached(moment)
        await asyncio.sleep(chance.uniform(0, 0.5))
        await fleet.replace(chance.choice(sorted(fleet.processes)))


def said_in(story: Play) -> list[tuple[str, Change, object]]:
    """What was said, as the engine alone has it, in order."""
    heard = [each for turn in story.turns for each in turn.sprint.events]
    events = [each for each in heard if isinstance(each, AnswerEvent)]
    rows = answers.rows(0, 0, 0, events, by=None, now=NOON)
    return [(row["place"], row["change"], row["value"]) for row in rows]


def said_by(database: Database, leader: Leader) -> list[tuple[str, Change, object]]:
    stored = run_of(database, leader)
    history = database.read(lambda store: answers.history(store, stored.id))
    return [(each.place, each.change, each.value) for each in history]


def run_of(database: Database, leader: Leader) -> StoredRun:
    def find(store: ReadStore) -> StoredRun | None:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        return None if contact is None else runs.active(store, contact.id)

    found = database.read(find)
    assert found is not None
    return found


def report(
    server: FakeTelegram,
    fleet: Fleet,
    leaders: Sequence[Leader],
    seconds: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What happened, for whoever looks on."""
    met = ", ".join(f"{count} {fault}" for fault, count in sorted(server.faults.met.items()))
    texts = sum(not each.by_bot for leader in leaders for each in leader.messages)
    repeats = server.log.repeats()
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{fleet.told.way}, {len(leaders)} leaders: {fleet.killed} kills; {met}; "
            f"{texts} texts, {len(server.bot.queries)} taps; {len(repeats)} messages twice, "
            f"{sum(not each.excused for each in repeats)} of them for no reason; {seconds:.0f} s"
        )


async def test_a_question_whose_sending_breaks_twice_comes_all_the_same(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        async with FakeTelegram.open(limits=None) as server, serving(server, seeded(database)):
            leader = Leader(server)
            server.faults.next("sendMessage", None, Fault.CUT_BEFORE, Fault.CUT_BEFORE)
            leader.starts()
            await leader.waits(lambda: leader.buttons or None, "a question", seconds=6)
