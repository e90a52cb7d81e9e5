"""Two hundred leaders in the middle, and a publication: to each happens what was foretold."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bot.phrases import phrases_in
from bot.typed import typed
from flows import engine
from flows.compiled import CompiledFlow
from flows.run import Run, RunStatus
from flows.walks import prompt_of, random_reply
from storage.database import Database
from storage.foretelling import Foretold, foretell
from storage.guides import Guides
from storage.repositories import audit, revisions
from storage.stores import ReadStore, WriteStore
from tests.bot.commands.talk import NOW, Talk
from tests.flows.redrafted import redrafted_file
from tests.storage.test_foretelling import SOURCES, begin, wandered

LEADERS = 200
#: leaders who walk on to the end in the chat; the others do so in the engine alone
CHATTING = 3
OUTCOMES = ("moved", "again", "parked", "restored", "fresh", "ahead")
TODAY = NOW.date()


@pytest.fixture
def talk(database: Database) -> Talk:
    """Leaders everywhere on the way, one of ten at its end."""

    def work(store: WriteStore) -> None:
        revisions.seed(store, "alliance", SOURCES, now=NOW)
        flow = Guides().live(store, "alliance").compiled
        for number in range(LEADERS):
            replies = 400 if number % 10 == 0 else number % 90
            begin(store, wandered(flow, number, replies), str(number))

    database.write(work)
    return Talk(database, Guides())


def publish(talk: Talk) -> Foretold:
    """Foretell, then publish."""
    kept = {name: text for name, text in SOURCES.items() if name != "flow.en.yaml"}
    sources = {**kept, "flow.yaml": redrafted_file().decode()}

    def work(store: WriteStore) -> int:
        made = revisions.draft(
            store, "alliance", sources, based_on=1, author_id=None, note="…", now=NOW
        )
        return made.number

    number = talk.database.write(work)

    def read(store: ReadStore) -> Foretold:
        new = talk.conversation.guides.at(store, "alliance", number).compiled
        return foretell(store, talk.conversation.guides, "alliance", new, today=TODAY)

    found = talk.database.read(read)
    talk.database.write(
        lambda store: revisions.publish(
            store, revisions.load(store, "alliance", number), expected=1, now=NOW
        )
    )
    return found


def test_to_each_happens_what_was_foretold_and_all_finish(talk: Talk) -> None:
    before = {number: talk.run(str(number)).run for number in range(LEADERS)}
    found, noticed = publish(talk), 0
    for number in range(LEADERS):
        noticed += "Le parcours a changé depuis" in talk.say("/help", by=str(number))
    assert found.impact.felt == noticed
    assert LEADERS == found.impact.runs
    counted: Counter[str] = Counter()
    for number in range(LEADERS):
        (entry,) = talk.database.read(lambda store, n=number: audit.about(store, "run", f"r{n}"))  # type: ignore[misc]
        assert "run:carry_over" == entry.action
        counted.update({name: entry.details[name] for name in OUTCOMES})
    assert {name: getattr(found.impact, name).total() for name in OUTCOMES} == dict(counted)
    flow = talk.database.read(
        lambda store: talk.conversation.guides.at(store, "alliance", 2)
    ).compiled
    for number, run in before.items():
        now = talk.run(str(number)).run
        said = {name for name, answer in run.answers.items() if not answer.skipped}
        assert said - set(now.answers) <= {*now.former, *now.parked, "strength"}
        ended = walked_on(flow, now, number)
        assert all(step.id in ended.answers for step in flow.steps if due(flow, ended, step.id))


def test_some_finish_in_the_chat(talk: Talk) -> None:
    publish(talk)
    for number in range(CHATTING):
        by, chance = str(17 * number + 1), Random(number)
        talk.say("/help", by=by)
        for _ in range(400):
            if talk.run(by).run.status is RunStatus.REVIEW:
                break
            stored = talk.run(by)
            flow = guide_of(talk, stored.run)
            prompt = prompt_of(engine.present(flow, stored.run, today=TODAY))
            said = random_reply(flow, prompt, chance, "fr", forward=True)
            talk.say(typed(said, prompt, phrases_in("fr")), by=by)
        ended = talk.run(by).run
        assert (RunStatus.REVIEW, 2) == (ended.status, ended.revision)


def guide_of(talk: Talk, run: Run) -> CompiledFlow:
    return talk.database.read(
        lambda store: talk.conversation.guides.at(store, run.flow, run.revision)
    ).compiled


def due(flow: CompiledFlow, run: Run, name: str) -> bool:
    step = flow.by_id[name]
    return not step.is_said and step.is_relevant(run.answers)


def walked_on(flow: CompiledFlow, run: Run, seed: int) -> Run:
    """The run at its end."""
    chance, sprint = Random(seed), engine.present(flow, run, today=TODAY)
    for _ in range(400):
        if sprint.run.status is RunStatus.REVIEW:
            return sprint.run
        said = random_reply(flow, prompt_of(sprint), chance, "fr", forward=True)
        sprint = engine.reply(flow, sprint.run, said, today=TODAY)
    raise AssertionError("it has no end")
