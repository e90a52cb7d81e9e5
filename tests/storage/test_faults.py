"""Each with its real cause: a text file, a full file, another's lock, a server that goes away."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import (
    CannotOpenFile,
    DatabaseCorrupt,
    DatabaseFull,
    DatabaseLocked,
    DatabaseReadOnly,
    DatabaseUnreachable,
    LostRace,
    MissingDriver,
    NotADatabase,
    StorageError,
    UncertainCommit,
)
from storage.repositories import runs
from storage.stores import ReadStore, WriteStore
from tests.storage.walks import begin, say


def rename(store: WriteStore) -> None:
    store.connection.execute(text("UPDATE alliances SET title = 'x'"))


def pause(store: ReadStore) -> None:
    store.connection.execute(text("SELECT pg_sleep(0)"))


def path_of(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Rendez-vous mardi.\n" * 100, encoding="utf-8")
    for create in (False, True):
        with pytest.raises(NotADatabase, match=r"notes\.txt is not a SQLite database"):
            Database.open(f"sqlite:///{path}", create=create)
    assert path.read_text(encoding="utf-8").startswith("Rendez-vous")


@pytest.mark.parametrize("place", ["nowhere/alliance.db", "."])
def test_a_file_that_cannot_be_opened_says_to_look_at_its_folder(
    tmp_path: Path, place: str
) -> None:
    with pytest.raises(CannotOpenFile, match="check that its folder exists"):
        Database.open(f"sqlite:///{tmp_path / place}", create=True)


def test_a_file_that_may_only_be_read_is_read(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        walk = begin(database)
    with Database.open(f"sqlite:///file:{path_of(sqlite)}?mode=ro&uri=true") as database:
        assert walk.stored == database.read(lambda store: runs.load(store, "r1"))
        with pytest.raises(DatabaseReadOnly, match="may be read but not written"):
            database.write(rename)


def test_a_server_that_may_only_be_read_is_read(postgresql: str) -> None:
    with Database.open(postgresql) as database:
        walk = begin(database)
    mark = "&" if "?" in postgresql else "?"
    options = f"{mark}options=-c%20default_transaction_read_only%3Don"
    with Database.open(postgresql + options) as database:
        assert walk.stored == database.read(lambda store: runs.load(store, "r1"))
        with pytest.raises(DatabaseReadOnly):
            database.write(rename)


def test_a_full_file_keeps_what_it_has_and_takes_more_once_there_is_room(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        begin(database)

        def limit(store: WriteStore, pages: int) -> None:
            store.driver.execute(f"PRAGMA max_page_count = {pages}")

        database.write(lambda store: limit(store, 1))  # SQLite takes the size that it has
        kept = say(database, "r1", "public", "Les aînés")
        with pytest.raises(DatabaseFull, match="no room left to write"):
            say(database, "r1", "story", "long " * 100_000)
        assert kept == database.read(lambda store: runs.load(store, "r1"))
        database.write(lambda store: limit(store, 1_000_000))
        assert "story" in say(database, "r1", "story", "long " * 100_000).run.answers


def test_a_lock_of_another_program_is_waited_for_and_then_named(sqlite: str) -> None:
    other = sqlite3.connect(path_of(sqlite), isolation_level=None)
    with Database.open(sqlite, patience=0.05) as database:
        walk = begin(database)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked, match=r"Another program keeps .* locked"):
            database.write(rename)
        assert walk.stored == database.read(lambda store: runs.load(store, "r1"))
        other.execute("COMMIT")
        database.write(rename)
    other.close()


def test_a_row_that_another_program_holds_is_waited_for_and_then_named(postgresql: str) -> None:
    with Database.open(postgresql) as other, Database.open(postgresql, patience=0.05) as database:
        begin(database)

        def hold(store: WriteStore) -> None:
            rename(store)
            with pytest.raises(DatabaseLocked):
                database.write(rename)

        other.write(hold)
        database.write(rename)


def test_a_thread_that_never_ends_its_transaction_is_waited_for_and_then_named(
    sqlite: str,
) -> None:
    with Database.open(sqlite, patience=0.05) as database:

        def write_inside(_: WriteStore) -> None:
            with pytest.raises(DatabaseLocked):
                database.write(rename)

        database.write(write_inside)


def test_a_damaged_file_says_to_restore_a_backup(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        begin(database)
    path = path_of(sqlite)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with Database(sqlite) as database, pytest.raises(DatabaseCorrupt, match="last backup"):
        database.write(lambda store: store.connection.execute(text("DELETE FROM parties")))


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


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDriver, match=r"pip install 'faire-alliance\[postgres\]'"):
        Database.open("postgresql://db/alliance")


def every_error() -> list[type[StorageError]]:
    return StorageError.__subclasses__()


@pytest.mark.parametrize("kind", every_error())
def test_every_error_says_what_and_how_to_mend(kind: type[StorageError]) -> None:
    names = [
        "address",
        "database",
        "expected",
        "flow",
        "found",
        "key",
        "live",
        "needed",
        "noun",
        "path",
        "reason",
        "run",
        "version",
    ]
    message = str(kind(**{name: f"<{name}>" for name in names}))
    assert "{" not in message
    assert ": " in message or ". " in message
