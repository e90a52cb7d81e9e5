from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.exits import Exit
from storage import schema
from storage.database import Database
from storage.version import HEAD
from tests.cli.conftest import Call


def test_upgrading_makes_a_database_where_there_is_none(alliance: Call, folder: Path) -> None:
    result = alliance("db", "upgrade")
    assert (Exit.FINE, "The schema of alliance.db went from nothing to 0004.\n") == (
        result.exit_code,
        result.stdout.replace(HEAD, "0004"),
    )
    assert Exit.FINE == alliance("db", "check").exit_code


def test_upgrading_twice_changes_nothing(alliance: Call) -> None:
    alliance("db", "upgrade")
    result = alliance("db", "upgrade", "--json")
    assert {"database": "alliance.db", "before": HEAD, "after": HEAD} == json.loads(result.stdout)


def test_upgrading_climbs_from_an_older_schema(alliance: Call, folder: Path) -> None:
    with Database(f"sqlite:///{folder}/alliance.db") as database:
        schema.upgrade(database, "0001")
    refused = alliance("db", "check")
    assert Exit.NO_DATABASE == refused.exit_code
    assert "alliance db upgrade" in refused.stderr
    assert "from 0001 to" in alliance("db", "upgrade").stdout
    assert Exit.FINE == alliance("db", "check").exit_code


def test_a_newer_schema_is_left_alone(alliance: Call, charters_kept: Path) -> None:
    change(charters_kept, "UPDATE alembic_version SET version_num = '9999'")
    result = alliance("db", "upgrade")
    assert Exit.NO_DATABASE == result.exit_code
    assert "a newer release wrote it" in result.stderr


def test_a_whole_database_is_said_to_be(alliance: Call, charters_kept: Path) -> None:
    result = alliance("db", "check", "--json")
    assert {"database": "alliance.db", "schema": HEAD, "troubles": []} == json.loads(result.stdout)


def test_what_differs_from_the_schema_is_told(alliance: Call, charters_kept: Path) -> None:
    change(charters_kept, "DROP TABLE timers")
    result = alliance("db", "check")
    assert Exit.NO == result.exit_code
    assert "The schema differs" in result.stdout
    assert "restore the last backup" in result.stdout


def test_a_row_that_lost_its_owner_is_told(alliance: Call, charters_kept: Path) -> None:
    change(charters_kept, "PRAGMA foreign_keys = OFF", "UPDATE parties SET person_id = 777")
    result = alliance("db", "check", "--json")
    assert Exit.NO == result.exit_code
    assert "belongs to no row of people" in json.loads(result.stdout)["troubles"][0]


def test_a_file_that_is_no_database_is_told(alliance: Call, folder: Path) -> None:
    (folder / "alliance.db").write_text("une lettre, pas une base" * 100)
    result = alliance("db", "check")
    assert Exit.NO_DATABASE == result.exit_code
    assert "is not a SQLite database" in result.stderr


@pytest.mark.parametrize("command", ["check", "backup copy.db"])
def test_a_missing_file_is_not_made_by_looking(alliance: Call, folder: Path, command: str) -> None:
    result = alliance("db", *command.split())
    assert Exit.NO_DATABASE == result.exit_code
    assert "--database or DATABASE_URL" in result.stderr
    assert [] == list(folder.iterdir())


def test_a_copy_holds_everything(alliance: Call, charters_kept: Path, folder: Path) -> None:
    result = alliance("db", "backup", "copy.db", "--json")
    size = (folder / "copy.db").stat().st_size
    assert {"database": "alliance.db", "backup": "copy.db", "bytes": size} == json.loads(
        result.stdout
    )
    listed = alliance("charters", "list", "--json", "--database", "sqlite:///copy.db")
    assert 3 == len(json.loads(listed.stdout)["charters"])


def test_a_copy_replaces_no_file(alliance: Call, charters_kept: Path, folder: Path) -> None:
    (folder / "copy.db").write_text("précieux")
    result = alliance("db", "backup", "copy.db")
    assert Exit.NOT_WRITTEN == result.exit_code
    assert "give the backup another name" in result.stderr
    assert "précieux" == (folder / "copy.db").read_text()


def test_a_copy_needs_a_folder(alliance: Call, charters_kept: Path) -> None:
    result = alliance("db", "backup", "nowhere/copy.db")
    assert Exit.NOT_WRITTEN == result.exit_code
    assert "nowhere/copy.db cannot be written" in result.stderr


@pytest.mark.parametrize("address", ["mysql://root:secret@host/name", "sqlite://", "nonsense"])
def test_an_address_that_cannot_serve_names_its_setting_and_no_password(
    alliance: Call, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    asked = alliance("db", "check", "--database", address)
    monkeypatch.setenv("DATABASE_URL", address)
    configured = alliance("db", "check")
    assert [Exit.NO_DATABASE] * 2 == [asked.exit_code, configured.exit_code]
    assert asked.stderr.startswith("--database: ")
    assert configured.stderr.startswith("DATABASE_URL: ")
    assert "secret" not in asked.stderr + configured.stderr
    assert "sqlite:///path/to/file.db" in asked.stderr


def test_a_silent_server_is_told_without_its_password(alliance: Call) -> None:
    result = alliance("db", "check", "--database", "postgresql://me:secret@127.0.0.1:1/name")
    assert Exit.NO_DATABASE == result.exit_code
    assert "does not answer" in result.stderr
    assert "secret" not in result.stderr


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_sweeping_says_what_went(alliance: Call, folder: Path) -> None:
    alliance("db", "upgrade")
    with closing(sqlite3.connect(folder / "alliance.db")) as connection, connection:
        connection.executemany(
            "INSERT INTO seen_updates VALUES ('t', ?, ?)",
            [(number, "2020-01-01 00:00:00.000000") for number in range(1500)],
        )
    gone = json.loads(alliance("db", "sweep", "--json").stdout)["gone"]
    assert 1500 == gone["seen_updates"]
    assert "seen_updates: 0 rows are gone." in alliance("db", "sweep").stdout.splitlines()
