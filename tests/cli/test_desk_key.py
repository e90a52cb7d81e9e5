"""The key that signs what browsers keep: given, or made once and kept to ourselves."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cli.desk import KeyNotKept, NoKey, ShortKey, key_of
from storage.database import Database
from web.settings import DeskSettings

NO_KEY = DeskSettings.model_validate({"desk_secret_key": ""})


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path}/alliance.db")


def test_a_key_is_made_once_and_nobody_else_reads_it(database: Database, tmp_path: Path) -> None:
    made = key_of(NO_KEY, database)
    path = tmp_path / "alliance.db.desk-key"
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert 64 == len(made)
    assert made == key_of(NO_KEY, database)


def test_the_key_given_is_taken(database: Database, tmp_path: Path) -> None:
    given = DeskSettings.model_validate({"desk_secret_key": "k" * 32})
    assert "k" * 32 == key_of(given, database)
    assert [] == list(tmp_path.iterdir())


def test_several_machines_need_to_be_given_the_same_one() -> None:
    with pytest.raises(NoKey, match="DESK_SECRET_KEY is not set"):
        key_of(NO_KEY, Database("postgresql://u:p@localhost/alliance"))


def test_a_key_that_was_cut_is_refused(database: Database, tmp_path: Path) -> None:
    (tmp_path / "alliance.db.desk-key").write_text("short\n")
    with pytest.raises(ShortKey, match="desk-key does not hold a key"):
        key_of(NO_KEY, database)


def test_a_key_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "alliance.db.desk-key").mkdir()
    with pytest.raises(KeyNotKept, match="DESK_SECRET_KEY"):
        key_of(NO_KEY, Database(f"sqlite:///{tmp_path}/alliance.db"))
