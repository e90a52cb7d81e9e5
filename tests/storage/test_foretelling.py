"""What is foretold of stored runs is what becomes of them, on each database."""

from __future__ import annotations

from random import Random

import pytest

from charter.review import ReviewAct
from flows import engine
from flows.carrying import carry
from flows.compiled import CompiledFlow
from flows.impact import Impact
from flows.library import files_of
from flows.run import Run
from flows.walks import prompt_of, random_reply
from storage.database import Database
from storage.foretelling import Foretold, foretell
from storage.guides import Guides
from storage.repositories import alliances, contacts, glances, reviews, revisions, runs
from storage.stores import WriteStore
from tests.flows.redrafted import redrafted
from tests.storage.test_reviews import send
from tests.storage.walks import NOW, Walk

RUNS = 40
TODAY = NOW.date()
SOURCES = {name: content.decode() for name, content in files_of("alliance").items()}


def wandered(flow: CompiledFlow, seed: int, replies: int) -> Run:
    chance, sprint = Random(seed), engine.start(flow, language="fr", today=TODAY)
    for number in range(replies):
        forward = number % 3 > 0
        said = random_reply(flow, prompt_of(sprint), chance, "fr", forward=forward)
        sprint = engine.reply(flow, sprint.run, said, today=TODAY)
    return sprint.run


def begin(store: WriteStore, run: Run, name: str) -> Walk:
    contact = contacts.ensure(
        store,
        channel="terminal",
        address=name,
        shown_name="Léa",
        language="fr",
        timezone="Europe/Paris",
        now=NOW,
    )
    alliance, party = alliances.create(
        store, public_id=f"a{name}", title="", person_id=contact.person_id, now=NOW
    )
    stored = runs.start(store, run, public_id=f"r{name}", contact=contact, party=party, now=NOW)
    return Walk(contact, alliance, party, stored)


def begun(database: Database, guides: Guides) -> list[Walk]:
    """Runs everywhere on the way, of which nobody has seen a charter yet."""

    def work(store: WriteStore) -> list[Walk]:
        revisions.seed(store, "alliance", SOURCES, now=NOW)
        flow = guides.live(store, "alliance").compiled
        found = (wandered(flow, number, 5 * number) for number in range(RUNS))
        return [begin(store, run, str(number)) for number, run in enumerate(found)]

    return database.write(work)


def foretold(database: Database, guides: Guides, new: CompiledFlow) -> Foretold:
    return database.read(lambda store: foretell(store, guides, "alliance", new, today=TODAY))


def test_what_is_foretold_is_what_becomes_of_them(database: Database) -> None:
    guides = Guides()
    walks, new = begun(database, guides), redrafted()
    old = database.read(lambda store: guides.live(store, "alliance")).compiled
    expected = Impact()
    for walk in walks:
        over = carry(old, new, walk.stored.run, today=TODAY)
        expected.runs += 1
        expected.felt += over.is_felt
        expected.add(over)
    found = foretold(database, guides, new)
    assert expected == found.impact
    assert all((found.impact.moved, found.impact.again, found.impact.fresh, found.impact.ahead))
    assert RUNS == sum(found.where.values())
    assert found.where[1, ""] == sum(walk.stored.run.at is None for walk in walks)


def test_it_is_the_same_where_more_is_looked_at_than_a_row_may_hold(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    guides = Guides()
    begun(database, guides)
    found = foretold(database, guides, redrafted())
    monkeypatch.setattr(glances, "COLUMNS_AT_MOST", 1)
    assert found == foretold(database, guides, redrafted())


def test_a_charter_that_was_sent_stays_with_its_questions_until_it_is_taken_back(
    database: Database,
) -> None:
    guides = Guides()
    first = begun(database, guides)[0]
    review = send(database, first)
    found = foretold(database, guides, redrafted())
    assert (1, RUNS - 1) == (found.staying, found.impact.runs)
    database.write(
        lambda store: reviews.act(store, review, ReviewAct.WITHDRAW, now=NOW, coach_id=None)
    )
    back = foretold(database, guides, redrafted())
    assert (0, RUNS) == (back.staying, back.impact.runs)


def test_runs_of_the_new_revision_are_not_counted(database: Database) -> None:
    guides = Guides()
    begun(database, guides)
    live = database.read(lambda store: guides.live(store, "alliance"))
    assert Foretold() == foretold(database, guides, live.compiled)
    standing = database.read(lambda store: glances.standing(store, "alliance"))
    assert {1: RUNS} == standing


def test_every_page_is_read(database: Database) -> None:
    guides = Guides()
    begun(database, guides)
    pages = database.read(
        lambda store: [len(p) for p in glances.glances(store, "alliance", 1, (), size=7)]
    )
    assert [7, 7, 7, 7, 7, 5] == pages
