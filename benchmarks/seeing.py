"""What it costs to see how the questions do, among 100,000 walks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.machine import Figure
from benchmarks.storing import NOW, answer, begin, opened
from benchmarks.walk import guide, replies
from storage.database import Database
from storage.guides import Guides
from storage.repositories.cohorts import Cohort
from storage.seeing import see
from storage.stores import WriteStore

__all__ = ["figures"]

RUNS = 100_000

#: of each walk
ANSWERS = 80
#: everything that one leader is and said, again and again: each a person of their own, who takes
#: some time of their own for each answer
COPIES = """
INSERT INTO people (id, role, name, created_at)
    SELECT 1000 + n, 'leader', '', :now FROM many;
INSERT INTO contacts
    (id, person_id, channel, address, language, timezone, shown_name, created_at)
    SELECT 1000 + n, 1000 + n, 'benchmark', 'many-' || n, 'fr', 'Europe/Paris', '', :now FROM many;
INSERT INTO runs
    (id, public_id, contact_id, alliance_id, party_id, flow, revision, language, status, at,
    active, version, history, created_at, updated_at, state)
    SELECT 1000 + n, 'many-' || n, 1000 + n, alliance_id, party_id, flow, revision, language,
    status, at, 0, version, history, created_at, updated_at, state
    FROM many, runs WHERE runs.id = :run;
INSERT INTO answers (run_id, sequence, place, change, value, revision, by_person_id, said_at)
    SELECT 1000 + n, sequence, place, change, value, revision, 1000 + n,
    strftime('%Y-%m-%d %H:%M:%S', said_at, (sequence * 300 + n * 7919 % 200) || ' seconds')
    || '.000000' FROM many, answers WHERE run_id = :run;
INSERT INTO run_events (run_id, revision, question, kind, at)
    SELECT 1000 + n, 1, 'organisation', 'helped', :now FROM many WHERE n % 3 = 0
"""
MANY = """CREATE TEMP TABLE many AS WITH RECURSIVE c(n) AS
    (SELECT 0 UNION ALL SELECT n + 1 FROM c LIMIT :runs) SELECT n FROM c"""


def figures() -> list[Figure]:
    with TemporaryDirectory() as folder, opened(Path(folder) / "seeing.db") as database:
        lines = database.write(fill)
        last = taken(database, Cohort("alliance"))
        every = taken(database, Cohort("alliance", at_most=RUNS), times=1)
        some = taken(database, Cohort("alliance", language="fr", since=NOW - timedelta(days=1)))
    return [
        Figure(f"lines of history of {RUNS:,} walks", lines, "lines"),
        Figure("statistics of the last 5,000 walks", last, "s", 5),
        Figure("the same of a language and a period", some, "s", 5),
        Figure("statistics of all walks", every, "s"),
    ]


def fill(store: WriteStore) -> int:
    begin(store, "first")
    for said in replies()[:ANSWERS]:
        answer(store, "first", said)
    run = store.connection.exec_driver_sql("SELECT id FROM runs").scalar_one()
    store.connection.exec_driver_sql(MANY, {"runs": RUNS})
    now = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
    for statement in COPIES.split(";"):
        store.connection.exec_driver_sql(statement, {"run": run, "now": now})
    count = store.connection.exec_driver_sql("SELECT count(*) FROM answers").scalar_one()
    return int(count)


def taken(database: Database, cohort: Cohort, *, times: int = 3) -> float:
    """Seconds of the median of some readings."""
    found, guides = [], Guides()
    for _ in range(times):
        start = perf_counter()
        database.read(lambda store: see(store, guides, cohort, guide(), now=NOW))
        found.append(perf_counter() - start)
    return median(found)
