from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from storage import schema
from storage.database import Database
from storage.errors import (
    BackupExists,
    BackupIsServersWork,
    CannotOpenFile,
    MissingMigration,
    NewerDatabase,
    NotOurDatabase,
)
from storage.repositories import runs
from storage.stores import ReadStore
from storage.version import HEAD, found
from tests.storage.walks import begin, say

STEPS = [f"{number:04}" for number in range(1, int(HEAD) + 1)]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    return str(request.getfixturevalue("empty_postgresql"))


def test_migrations_from_nothing_equal_the_models(database: Database) -> None:
    assert [] == schema.differences(database)


def test_a_difference_from_the_models_is_seen(database: Database) -> None:
    database.write(lambda store: store.connection.execute(text("DROP TABLE timers")))
    assert schema.differences(database)


def test_the_version_expected_is_that_of_the_last_migration() -> None:
    settings = Config()
    settings.set_main_option("script_location", "storage:migrations")
    script = ScriptDirectory.from_config(settings)
    assert HEAD == script.get_current_head()
    assert STEPS == [step.revision for step in reversed(list(script.walk_revisions()))]


def test_a_new_database_is_made_only_when_asked(empty: str) -> None:
    with pytest.raises(MissingMigration, match=r"is at nothing.*alliance db upgrade"):
        Database.open(empty)
    if empty.startswith("sqlite"):
        assert not Path(empty.removeprefix("sqlite:///")).exists()
    with Database.open(empty, create=True) as database:
        walk = begin(database)
    with Database.open(empty, create=True) as database:
        assert walk.stored == database.read(lambda store: runs.load(store, "r1"))


@pytest.mark.parametrize("step", STEPS[:-1])
def test_an_older_database_is_left_alone_until_it_is_upgraded(empty: str, step: str) -> None:
    with Database(empty) as database:
        schema.upgrade(database, to=step)
    for create in (False, True):
        with pytest.raises(MissingMigration, match=f"is at {step}, and this release needs {HEAD}"):
            Database.open(empty, create=create)
    with Database(empty) as database:
        assert step == found(database)
        schema.upgrade(database)
        schema.upgrade(database)
        assert HEAD == found(database)
        assert [] == schema.differences(database)
    Database.open(empty).dispose()


def test_a_database_of_a_newer_release_is_refused(address: str) -> None:
    with Database.open(address) as database:
        database.write(
            lambda store: store.connection.execute(
                text("UPDATE alembic_version SET version_num = '0999'")
            )
        )
    with pytest.raises(NewerDatabase, match="a newer release wrote it"):
        Database.open(address)


def test_a_database_of_something_else_is_refused(empty: str) -> None:
    with Database(empty) as database:
        database.write(
            lambda store: store.connection.execute(text("CREATE TABLE recipes (id integer)"))
        )
    for create in (False, True):
        with pytest.raises(NotOurDatabase, match="holds tables of something else"):
            Database.open(empty, create=create)


def tables(store: ReadStore) -> list[str]:
    return inspect(store.connection).get_table_names()


def test_a_migration_that_fails_leaves_nothing_behind(empty: str) -> None:
    in_the_way = text("CREATE TABLE timers (id integer)")
    with Database(empty) as database:
        database.write(lambda store: store.connection.execute(in_the_way))
        with pytest.raises(DBAPIError, match="timers"):
            schema.upgrade(database)
        assert ["timers"] == database.read(
            lambda store: inspect(store.connection).get_table_names()
        )


def test_every_connection_is_told_to_be_safe(sqlite: str) -> None:
    def pragma(name: str) -> object:
        with Database.open(sqlite) as database:
            return database.write(
                lambda store: store.driver.execute(f"PRAGMA {name}").fetchone()[0]
            )

    names = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
    assert ["wal", 1, 2, 10_000] == [pragma(name) for name in names]


def test_a_backup_is_whole_while_others_write(sqlite: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Database.open(sqlite) as database:
        begin(database)
        stored = say(database, "r1", "public", "Les aînés")
        database.write(lambda _: schema.backup(database, copy))
    assert [copy] == list(tmp_path.glob("copy*"))
    with Database.open(f"sqlite:///{copy}") as database:
        assert stored == database.read(lambda store: runs.load(store, "r1"))
        assert 3 == say(database, "r1", "place", "Creuse").version


def test_a_backup_never_writes_over_a_file(sqlite: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Rendez-vous mardi.", encoding="utf-8")
    with Database.open(sqlite) as database:
        with pytest.raises(BackupExists, match="give the backup another name"):
            schema.backup(database, path)
        with pytest.raises(CannotOpenFile):
            schema.backup(database, tmp_path / "nowhere" / "copy.db")
    assert "Rendez-vous mardi." == path.read_text(encoding="utf-8")


def test_postgresql_is_backed_up_by_its_own_tool(postgresql: str, tmp_path: Path) -> None:
    with Database.open(postgresql) as database, pytest.raises(BackupIsServersWork) as caught:
        schema.backup(database, tmp_path / "copy.dump")
    line = f'pg_dump --format=custom --file={tmp_path}/copy.dump "$DATABASE_URL"'
    assert line in str(caught.value)
    assert "***" not in str(caught.value)
