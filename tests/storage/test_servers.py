"""A PostgreSQL that is not there, that goes away, that comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import DatabaseUnreachable, LostRace, UncertainCommit
from storage.repositories import runs
from storage.stores import ReadStore, WriteStore
from tests.storage.walks import begin, say


def rename(store: WriteStore) -> None:
    store.connection.execute(text("UPDATE alliances SET title = 'x'"))


def pause(store: ReadStore) -> None:
    store.connection.execute(text("SELECT pg_sleep(0)"))


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    address = f"postgresql://lea:s3cret@/alliance?host={tmp_path}"
    with pytest.raises(DatabaseUnreachable) as caught:
        Database.open(address)
    message = str(caught.value)
    assert "check that the server runs" in message
    assert "lea:***@" in message
    assert "s3cret" not in message


def test_a_database_that_the_server_lacks_is_named(postgresql: str) -> None:
    name = postgresql.rpartition("?")[0].rpartition("/")[2] or postgresql.rpartition("/")[2]
    with pytest.raises(DatabaseUnreachable, match="does not exist"):
        Database.open(postgresql.replace(name, "nowhere"))


def cut(address: str) -> None:
    """End every other connection to this database, as a restart of its server does."""
    with Database.open(address) as other:
        other.write(
            lambda store: store.connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid != pg_backend_pid()"
                )
            )
        )


def test_a_server_that_restarts_between_two_answers_is_not_noticed(postgresql: str) -> None:
    with Database.open(postgresql) as database:
        begin(database)
        say(database, "r1", "public", "Les aînés")
        cut(postgresql)
        assert 3 == say(database, "r1", "place", "Creuse").version
        cut(postgresql)
        assert 3 == database.read(lambda store: runs.load(store, "r1")).version


def test_a_server_that_goes_away_inside_a_transaction_is_asked_again(postgresql: str) -> None:
    with Database.open(postgresql) as database:
        begin(database)
        tries = []

        def rename_and_lose(store: WriteStore) -> None:
            rename(store)
            tries.append(1)
            if len(tries) == 1:
                cut(postgresql)
            pause(store)

        database.write(rename_and_lose)
    assert 2 == len(tries)


def test_a_commit_whose_end_is_unknown_is_not_tried_again(postgresql: str) -> None:
    with Database.open(postgresql) as database:
        begin(database)
        tries = []

        def rename_and_lose(store: WriteStore) -> None:
            rename(store)
            tries.append(1)
            cut(postgresql)

        with pytest.raises(UncertainCommit, match="during the commit"):
            database.write(rename_and_lose)
    assert 1 == len(tries)


def test_of_two_that_insert_one_key_the_second_tries_again(postgresql: str) -> None:
    insert = text("INSERT INTO seen_updates VALUES ('t', 1, now())")
    with Database.open(postgresql) as database:
        database.write(lambda store: store.connection.execute(insert))
        with pytest.raises(LostRace):
            database.write(lambda store: store.connection.execute(insert))
