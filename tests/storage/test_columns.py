from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from storage.database import Database
from storage.repositories import audit, people
from storage.repositories.people import Role
from tests.storage.walks import NOW


@pytest.mark.parametrize(
    "moment",
    [
        NOW,
        datetime(2026, 7, 1, 23, 59, 59, 999999, timezone(timedelta(hours=2))),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_in_utc_to_the_microsecond(
    database: Database, moment: datetime
) -> None:
    database.write(
        lambda store: audit.record(store, "x", noun="run", key="r1", by=None, now=moment)
    )
    (entry,) = database.read(lambda store: audit.about(store, "run", "r1"))
    assert moment == entry.at
    assert entry.at.tzinfo is UTC


def test_a_moment_without_its_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="has no time zone"):
        database.write(
            lambda store: audit.record(store, "x", noun="run", key="r1", by=None, now=naive)
        )


def test_words_lose_only_what_no_database_keeps(database: Database) -> None:
    name = "Zoé\0 \ud800 <b>🙂</b> \u202e\x07"
    person = database.write(lambda store: people.create(store, name=name, role=Role.COACH, now=NOW))
    kept = database.read(lambda store: people.load(store, person.id))
    assert "Zoé ? <b>🙂</b> \u202e\x07" == kept.name
    assert Role.COACH is kept.role
