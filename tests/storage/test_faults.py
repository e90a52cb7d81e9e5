"""Each with its real cause: a text file, a full file, another's lock."""

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
    MissingDriver,
    NotADatabase,
    StorageError,
)
from storage.repositories import runs
from storage.stores import WriteStore
from tests.storage.walks import begin, say


def rename(store: WriteStore) -> None:
    store.connection.execute(text("UPDATE alliances SET title = 'x'"))


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


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDriver, match=r"pip install 'faire-alliance\[postgres\]'"):
        Database.open("postgresql://db/alliance")


def every_error() -> list[type[StorageError]]:
    return StorageError.__subclasses__()


@pytest.mark.parametrize("kind", every_error())
def test_every_error_says_what_and_how_to_mend(kind: type[StorageError]) -> None:
    names = ["address", "database", "expected", "flow", "found", "key", "live"]
    names += ["needed", "noun", "path", "reason", "run", "version"]
    message = str(kind(**{name: f"<{name}>" for name in names}))
    assert "{" not in message
    assert ": " in message or ". " in message
