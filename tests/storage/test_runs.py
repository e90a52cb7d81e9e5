from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from flows.events import AnswerChanged, Parked, Restored
from flows.run import Answer, Place, Run, RunStatus
from storage.database import Database
from storage.errors import DatabaseReadOnly, NoSuchRow, StaleRun, UnreadableRun
from storage.models import RunRow
from storage.repositories import answers, listings, runs
from storage.repositories.answers import AnswerEvent, Change, PastAnswer
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore, WriteStore
from tests.storage.walks import NOW, begin, said, say, walk_of

LATER = NOW + timedelta(minutes=5)


def test_a_run_is_found_as_it_was_stored(database: Database) -> None:
    walk = begin(database)
    assert walk.stored == database.read(lambda store: runs.load(store, "r1"))
    assert walk.stored == database.read(lambda store: runs.active(store, walk.contact.id))
    assert database.read(lambda store: runs.active(store, 404)) is None
    with pytest.raises(NoSuchRow, match="There is no run r404"):
        database.read(lambda store: runs.load(store, "r404"))


def test_each_answer_is_kept_in_the_run_and_in_its_history(database: Database) -> None:
    walk = begin(database)
    by = walk.contact.person_id
    run = replace(walk.stored.run, answers={"public": Answer("Les aînés\0 🙂")}, nudged=True)
    changes: list[AnswerEvent] = [
        AnswerChanged(Place("public"), None, Answer("Les aînés\0 🙂"), ""),
        AnswerChanged(Place("goals", "2", "number"), None, Answer(None, skipped=True), ""),
        AnswerChanged(Place("goals", "1"), Answer("x"), None, ""),
        Parked(("deadline", "funder"), ("Quand ?", "Qui ?")),
        Restored(("money",), ("Combien ?",)),
    ]
    saved = database.write(
        lambda store: runs.save(store, walk.stored, run, changes, by=by, now=LATER)
    )
    assert saved == database.read(lambda store: runs.load(store, "r1"))
    assert (2, 6, LATER, run) == (saved.version, saved.history, saved.updated_at, saved.run)
    expected = [
        (1, "public", Change.ANSWERED, "Les aînés\0 🙂"),
        (2, "goals.2.number", Change.SKIPPED, None),
        (3, "goals.1", Change.REMOVED, None),
        (4, "deadline", Change.PARKED, None),
        (5, "funder", Change.PARKED, None),
        (6, "money", Change.RESTORED, None),
    ]
    past = database.read(lambda store: answers.history(store, saved.id))
    assert [PastAnswer(*line, 1, by, LATER) for line in expected] == list(past)


def test_a_whole_walk_may_change_at_once(database: Database) -> None:
    walk = begin(database)
    names = tuple(f"q{number}" for number in range(100))
    parked = [Parked(names, names)]
    saved = database.write(
        lambda store: runs.save(store, walk.stored, walk.stored.run, parked, by=None, now=NOW)
    )
    past = database.read(lambda store: answers.history(store, saved.id))
    assert list(enumerate(names, 1)) == [(line.sequence, line.place) for line in past]


def test_a_run_may_change_without_an_answer(database: Database) -> None:
    walk = begin(database)
    moved = Run("alliance", 1, "en", RunStatus.REVIEW, at=None, opened=("needs",))
    saved = database.write(
        lambda store: runs.save(store, walk.stored, moved, [], by=None, now=LATER)
    )
    assert saved == database.read(lambda store: runs.load(store, "r1"))
    assert ((), 0) == (
        database.read(lambda store: answers.history(store, saved.id)),
        saved.history,
    )


def test_who_read_an_older_version_cannot_save_over_it(database: Database) -> None:
    walk = begin(database)
    first = say(database, "r1", "public", "Les aînés")
    run, changes = said(walk.stored, "public", "Les jeunes")
    tries = []

    def save_over(store: WriteStore) -> StoredRun:
        tries.append(1)
        return runs.save(store, walk.stored, run, changes, by=None, now=NOW)

    with pytest.raises(StaleRun, match="Run r1 was changed by another since version 1"):
        database.write(save_over)
    assert StaleRun.attempts == len(tries)
    assert first == database.read(lambda store: runs.load(store, "r1"))


def test_who_lost_a_race_wins_the_next_one(database: Database) -> None:
    walk = begin(database)
    versions = [walk.stored, say(database, "r1", "public", "Les aînés")]

    def save_what_was_read(store: WriteStore) -> StoredRun:
        stored = versions.pop(0)
        run, changes = said(stored, "place", "Creuse")
        return runs.save(store, stored, run, changes, by=None, now=NOW)

    saved = database.write(save_what_was_read)
    assert {"public": Answer("Les aînés"), "place": Answer("Creuse")} == saved.run.answers


def test_nothing_of_a_failed_transaction_is_kept(database: Database) -> None:
    walk = begin(database)

    def fail(store: WriteStore) -> None:
        run, changes = said(walk.stored, "public", "Les aînés")
        runs.save(store, walk.stored, run, changes, by=None, now=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(fail)
    assert walk.stored == database.read(lambda store: runs.load(store, "r1"))


def test_a_contact_speaks_to_one_run_at_a_time(database: Database) -> None:
    walk = begin(database)

    def another(store: WriteStore) -> StoredRun:
        return runs.start(
            store,
            walk.stored.run,
            public_id="r2",
            contact=walk.contact,
            party=walk.party,
            now=LATER,
        )

    second = database.write(another)
    assert second == database.read(lambda store: runs.active(store, walk.contact.id))
    first = database.write(lambda store: runs.activate(store, runs.load(store, "r1")))
    assert first == database.read(lambda store: runs.active(store, walk.contact.id))
    listed = database.read(lambda store: listings.of_contact(store, walk.contact.id))
    assert [("r2", False), ("r1", True)] == [(one.public_id, one.active) for one in listed]


def test_runs_are_listed_in_pages(database: Database) -> None:
    database.write(lambda store: [walk_of(store, str(number)) for number in range(5)])
    page = database.read(lambda store: listings.recent(store, limit=3))
    rest = database.read(lambda store: listings.recent(store, limit=3, before_id=page[-1].id))
    assert ["r4", "r3", "r2"] == [one.public_id for one in page]
    assert ["r1", "r0"] == [one.public_id for one in rest]
    assert ("public", RunStatus.ASKING, NOW) == (page[0].at, page[0].status, page[0].updated_at)


def test_a_state_of_a_newer_release_is_refused_and_kept(database: Database) -> None:
    begin(database)
    state = '{"format":9}'
    database.write(lambda store: store.connection.execute(update(RunRow).values(state=state)))
    with pytest.raises(UnreadableRun, match=r"run r1 .*its format is 9"):
        database.read(lambda store: runs.load(store, "r1"))


def test_a_reader_cannot_write_even_when_it_is_told_to(database: Database) -> None:
    def write(store: ReadStore) -> None:
        store.connection.execute(text("DELETE FROM people"))

    with pytest.raises(DatabaseReadOnly):
        database.read(write)


def test_the_database_refuses_a_status_that_it_does_not_know(database: Database) -> None:
    begin(database)
    with pytest.raises(DBAPIError):
        database.write(lambda store: store.connection.execute(text("UPDATE runs SET status = 'x'")))


def test_an_answer_takes_one_select_one_update_one_insert(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        begin(database)
        statements: list[str] = []

        def answer(store: WriteStore) -> None:
            store.driver.set_trace_callback(statements.append)
            stored = runs.load(store, "r1")
            run, changes = said(stored, "public", "x")
            runs.save(store, stored, run, changes * 3, by=None, now=NOW)

        database.write(answer)
        verbs = [statement.split()[0] for statement in statements if statement[:2] != "--"]
    assert ["SELECT", "UPDATE", "INSERT", "COMMIT"] == verbs
