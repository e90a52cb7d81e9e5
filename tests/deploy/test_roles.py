"""The roles of deploy/postgresql on a real PostgreSQL: who works there can do no more than that."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage import schema
from storage.database import Database
from storage.errors import DatabaseReadOnly, NeverChanges
from storage.models.base import Row
from storage.repositories import audit
from storage.stores import ReadStore, WriteStore
from tests.bot.telegram.serving import seeded
from tests.bot.telegram.test_traces import erased
from tests.storage.walks import NOW

ROLES = Path(__file__).parents[2] / "deploy" / "postgresql" / "10-roles.sql"
#: what who works there must not be able to do
FORBIDDEN = (
    "DROP TABLE runs",
    "TRUNCATE seen_updates",
    "ALTER TABLE answers DISABLE TRIGGER ALL",
    "CREATE TABLE mine (x int)",
    "DELETE FROM audit_entries",
    "UPDATE audit_entries SET action = 'x'",
    "DELETE FROM people",
    "DELETE FROM flow_revisions",
    "DELETE FROM live_revisions",
    "UPDATE answers SET value = '1'",
    "UPDATE charter_revisions SET number = 2",
    "UPDATE alembic_version SET version_num = '0'",
    "CREATE ROLE mine",
    "SET ROLE alliance_owner",
)


def as_role(address: str, role: str) -> str:
    return make_url(address).set(username=role).render_as_string(hide_password=False)


def run(address: str, statement: str) -> None:
    with Database(address) as database:
        database.write(lambda store: store.driver.execute(statement))  # several at once


@pytest.fixture
def working(empty_postgresql: str) -> str:
    """Address for who works there: made as docs/deploying.md says, the schema by its owner."""
    run(empty_postgresql, ROLES.read_text(encoding="utf-8"))
    with Database(as_role(empty_postgresql, "alliance_owner")) as owned:
        schema.upgrade(owned)
    # After a migration once more, and again without harm.
    for _ in range(2):
        run(empty_postgresql, ROLES.read_text(encoding="utf-8"))
    return as_role(empty_postgresql, "alliance_app")


async def test_who_works_there_can_do_all_its_work_and_nothing_more(working: str) -> None:
    """A walk, a review, everything that is kept of someone, and their erasure."""
    with Database.open(working) as database:
        await erased(seeded(database))
        database.write(noted)
        for statement in FORBIDDEN:
            with pytest.raises(DatabaseReadOnly):
                database.write(partial(executed, statement))
        with pytest.raises(NeverChanges):
            database.write(partial(executed, "UPDATE flow_revisions SET checksum = 'x'"))
    with Database(as_role(working, "alliance_backup")) as copied:
        for name in Row.metadata.tables:
            copied.read(partial(executed, f"TABLE {name}"))
        with pytest.raises(DatabaseReadOnly):
            copied.write(partial(executed, "DELETE FROM timers"))


def executed(statement: str, store: ReadStore) -> None:
    store.connection.execute(text(statement))


def noted(store: WriteStore) -> None:
    audit.record(store, "test", noun="x", key="1", by=None, now=NOW)
