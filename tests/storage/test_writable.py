"""A database that may only be read is told apart before people rely on it."""

from __future__ import annotations

import pytest

from storage.database import Database
from storage.errors import DatabaseReadOnly
from storage.writable import check_writable


def test_one_that_can_be_written_passes(database: Database) -> None:
    check_writable(database)


def test_a_file_that_may_only_be_read_is_refused(sqlite: str) -> None:
    path = sqlite.removeprefix("sqlite:///")
    with (
        Database.open(f"sqlite:///file:{path}?mode=ro&uri=true") as database,
        pytest.raises(DatabaseReadOnly, match="DATABASE_URL"),
    ):
        check_writable(database)


def test_a_server_that_may_only_be_read_is_refused(postgresql: str) -> None:
    mark = "&" if "?" in postgresql else "?"
    options = f"{mark}options=-c%20default_transaction_read_only%3Don"
    with (
        Database.open(postgresql + options) as database,
        pytest.raises(DatabaseReadOnly, match="DATABASE_URL"),
    ):
        check_writable(database)
