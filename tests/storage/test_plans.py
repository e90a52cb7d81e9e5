"""What storing an answer costs does not grow: every statement goes by an index, and by one row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage.database import Database
from storage.prepared import Prepared
from storage.repositories import (
    alliances,
    answers,
    audit,
    charters,
    contacts,
    listings,
    outbox,
    runs,
    seen_updates,
    timers,
)
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin, say, walk_of

LATER = NOW + timedelta(minutes=1)


def everything(store: WriteStore) -> None:
    """All that people and processes do again and again."""
    walk = walk_of(store, "2")
    contacts.find(store, "terminal", "2")
    runs.active(store, walk.contact.id)
    runs.save(store, walk.stored, walk.stored.run, [], by=None, now=NOW)
    runs.activate(store, runs.load(store, "r2"))
    answers.history(store, walk.stored.id)
    listings.of_contact(store, walk.contact.id)
    listings.recent(store, limit=10, before_id=10**6)
    charters.recent(store, limit=10, before_id=10**6)
    charters.of_alliance(store, walk.alliance.id)
    alliances.parties(store, walk.alliance)
    audit.about(store, "run", "r2")
    seen_updates.note(store, "t", [1], now=NOW)
    outbox.queue(store, contact_id=walk.contact.id, key="k", payload={}, due=NOW, now=NOW)
    for message in outbox.claim(store, by="p", now=NOW, until=LATER, limit=5):
        outbox.finish(store, message, outbox.MessageState.SENT, now=NOW, payload={})
    timers.schedule(store, "k", due=NOW, payload={})
    for timer in timers.claim(store, by="p", now=NOW, until=LATER, limit=5):
        timers.finish(store, timer)


def test_no_statement_reads_a_whole_table_on_sqlite(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        begin(database)
        say(database, "r1", "public", "Les aînés")
        statements: list[str] = []

        def traced(store: WriteStore) -> None:
            store.driver.set_trace_callback(statements.append)
            everything(store)
            store.driver.set_trace_callback(None)

        database.write(traced)
        plans = database.write(lambda store: plans_of(store, statements))
    assert len(plans) > 15
    scans = {
        statement: steps for statement, steps in plans.items() if any(grows(step) for step in steps)
    }
    assert {} == scans


def plans_of(store: WriteStore, statements: list[str]) -> dict[str, list[str]]:
    return {
        statement: [
            row[3] for row in store.driver.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        ]
        for statement in statements
        if statement.split()[0] in {"SELECT", "UPDATE", "DELETE"}
    }


def grows(step: str) -> bool:
    """A walk over all rows, unless in the order of the key and cut off by a limit."""
    return step.startswith("SCAN") and step not in {"SCAN runs", "SCAN charter_revisions"}


PREPARED: dict[str, tuple[Prepared, dict[str, Any]]] = {
    "load": (runs.LOAD[True], {"public_id_is": "r1"}),
    "active": (runs.LOAD_ACTIVE[True], {"contact_id_is": 1}),
    "contact": (contacts.BY_ADDRESS[True], {"channel_is": "terminal", "address_is": "1"}),
    "save": (
        runs.SAVE,
        {
            "id_is": 1,
            "version_is": 1,
            "version": 2,
            "flow": "alliance",
            "revision": 1,
            "language": "fr",
            "status": "asking",
            "at": "",
            "history": 0,
            "updated_at": NOW,
            "state": "{}",
        },
    ),
}


@pytest.mark.parametrize("name", PREPARED)
def test_no_statement_of_an_answer_reads_a_whole_table_on_postgresql(
    postgresql: str, name: str
) -> None:
    prepared, values = PREPARED[name]

    def explain(store: WriteStore) -> str:
        store.driver.execute("SET LOCAL enable_seqscan = off")  # a small table is read whole
        compiled = prepared.for_dialect(store.connection.dialect)
        rows = store.driver.execute(f"EXPLAIN {compiled.text}", compiled.values(values)).fetchall()
        return "\n".join(row[0] for row in rows)

    with Database.open(postgresql) as database:
        begin(database)
        plan = database.write(explain)
    assert "Index Scan" in plan
    assert "Seq Scan" not in plan
