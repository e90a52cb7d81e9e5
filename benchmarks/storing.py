"""The engine with SQLite: each answer committed and synced, against the bare cost of its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.machine import Figure
from benchmarks.walk import TODAY, files, guide, replies
from flows import engine
from flows.events import AnswerChanged
from flows.replies import Reply
from storage import run_state
from storage.database import Database
from storage.repositories import alliances, contacts, revisions, runs
from storage.repositories.contacts import Contact
from storage.stores import WriteStore

__all__ = ["answer", "begin", "figures", "opened"]

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WALKS = 5


def figures() -> list[Figure]:
    with TemporaryDirectory() as folder, opened(Path(folder) / "walk.db") as database:
        stored, bare = [], []
        for number in range(WALKS):  # in turn, so that a machine that slows down slows both
            stored += list(walk(database, f"leader-{number}"))
            bare += list(bare_walk(Path(folder) / f"bare-{number}.db"))
        cost, floor = median(stored), median(bare)
    return [
        Figure("an answer through engine and storage, synced", cost * 1e6, "µs"),
        Figure("the same rows in one bare synced transaction", floor * 1e6, "µs"),
        Figure("cost over the bare cost", cost / floor, "times", 2.5),
        Figure("answers a second", 1 / cost, "/s"),
    ]


def opened(path: Path) -> Database:
    """A database with the flow published."""
    database = Database.open(f"sqlite:///{path}", create=True)
    sources = {name: content.decode() for name, content in files().items()}
    database.write(lambda store: revisions.seed(store, "alliance", sources, now=NOW))
    return database


def begin(store: WriteStore, address: str) -> Contact:
    """Someone new, at the first question."""
    contact = contacts.ensure(
        store,
        channel="benchmark",
        address=address,
        shown_name=address,
        language="fr",
        timezone="Europe/Paris",
        now=NOW,
    )
    _, party = alliances.create(
        store, public_id=f"a-{address}", title="", person_id=contact.person_id, now=NOW
    )
    run = engine.start(guide().compiled, language="fr", today=TODAY).run
    runs.start(store, run, public_id=f"r-{address}", contact=contact, party=party, now=NOW)
    return contact


def answer(store: WriteStore, address: str, said: Reply) -> None:
    """One reply, as a channel works it."""
    contact = contacts.find(store, "benchmark", address)
    assert contact is not None
    stored = runs.active(store, contact.id)
    assert stored is not None
    sprint = engine.reply(guide().compiled, stored.run, said, today=TODAY)
    changes = [event for event in sprint.events if isinstance(event, AnswerChanged)]
    runs.save(store, stored, sprint.run, changes, by=contact.person_id, now=NOW)


def walk(database: Database, address: str) -> Iterator[float]:
    """Seconds of each answer of a walk."""
    database.write(lambda store: begin(store, address))
    for said in replies():
        start = perf_counter()
        database.write(lambda store, said=said: answer(store, address, said))  # type: ignore[misc]
        yield perf_counter() - start


def bare_walk(path: Path) -> Iterator[float]:
    """Seconds of writing the same rows with the standard library alone."""
    database = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE runs (id INTEGER PRIMARY KEY, version INTEGER, place TEXT, state TEXT)",
        "CREATE TABLE answers (id INTEGER PRIMARY KEY, run INTEGER, place TEXT, value TEXT)",
        "CREATE INDEX answers_by_run ON answers (run, place)",
        "INSERT INTO runs VALUES (1, 0, '', '')",
    ):
        database.execute(statement)
    for place, state, values in rows():
        start = perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.execute(
            "UPDATE runs SET version = version + 1, place = ?, state = ? WHERE id = 1",
            (place, state),
        )
        database.executemany("INSERT INTO answers (run, place, value) VALUES (1, ?, ?)", values)
        database.execute("COMMIT")
        yield perf_counter() - start
    database.close()


def rows() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What each answer of the walk writes."""
    run, written = engine.start(guide().compiled, language="fr", today=TODAY).run, []
    for said in replies():
        sprint = engine.reply(guide().compiled, run, said, today=TODAY)
        run = sprint.run
        changes = [event for event in sprint.events if isinstance(event, AnswerChanged)]
        values = [(str(event.place), str(event.after)) for event in changes]
        written.append((str(run.at), run_state.write(run), values))
    return written
