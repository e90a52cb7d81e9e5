"""How far behind everything is, and that looking costs the same whatever the number of rows."""

from __future__ import annotations

from datetime import timedelta

from storage.database import Database
from storage.repositories import dead_letters, outbox, timers, vitals
from storage.repositories.vitals import AT_MOST
from storage.stores import ReadStore, WriteStore
from storage.version import HEAD
from tests.storage.walks import NOW, begin
from tests.web.world import made

LATER = NOW + timedelta(minutes=5)


def test_where_there_is_nothing_nothing_waits(database: Database) -> None:
    found = database.read(lambda store: vitals.look(store, now=NOW))
    assert (HEAD, 0, None, None, 0, None) == (
        found.schema,
        found.messages,
        found.message_since,
        found.timer_since,
        found.letters,
        found.letter_since,
    )
    assert ({}, {}, None) == (found.runs, found.drafts, found.draft_since)


def test_what_waits_is_counted_with_the_moment_of_the_oldest(database: Database) -> None:
    walk = begin(database)

    def fill(store: WriteStore) -> None:
        for number, moment in enumerate((LATER, NOW)):
            outbox.queue(
                store,
                contact_id=walk.contact.id,
                key=f"{number}",
                payload={},
                due=LATER,
                now=moment,
            )
        timers.schedule(store, "a", due=NOW, payload={})
        timers.schedule(store, "b", due=LATER + timedelta(days=1), payload={})
        for number in range(2):
            dead_letters.set_aside(store, source="t", update_id=number, body="", error="", now=NOW)
        dead_letters.mark_replayed(store, dead_letters.recent(store)[0].id, now=LATER)

    database.write(fill)
    found = database.read(lambda store: vitals.look(store, now=LATER))
    assert (2, NOW) == (found.messages, found.message_since)
    assert NOW == found.timer_since
    assert (1, NOW) == (found.letters, found.letter_since)
    assert 1 == sum(found.runs.values())


def test_drafts_wait_by_status_in_every_team(database: Database) -> None:
    world = made(database)
    first = world.now
    world.draft()
    world.later(hours=1)
    world.draft("autre", team="nord")
    found = database.read(lambda store: vitals.look(store, now=world.now))
    assert {"submitted": 2} == found.drafts
    assert first == found.draft_since


def test_no_statement_goes_on_without_end(sqlite: str) -> None:
    """Each goes by an index or in the order of the key, and ends after so many rows."""
    with Database.open(sqlite) as database:
        begin(database)
        statements: list[str] = []

        def traced(store: ReadStore) -> None:
            store.driver.set_trace_callback(statements.append)
            vitals.look(store, now=NOW)
            store.driver.set_trace_callback(None)

        database.read(traced)
    unbounded = [
        each
        for each in statements
        if f"LIMIT {AT_MOST}" not in " ".join(each.split())
        and "LIMIT 1" not in each
        and "alembic_version" not in each
    ]
    assert [] == unbounded
