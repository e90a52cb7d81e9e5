from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from charter.document import ClauseState, Document, DocumentStatus, Words
from storage.database import Database
from storage.errors import NeverChanges, NoSuchRow
from storage.repositories import alliances, charters, erasures, runs
from storage.repositories.charters import CharterRevision
from storage.stores import WriteStore
from tests.storage.walks import NOW, Walk, begin, say

WORDS = Words(
    **{name: name for name in Words.model_fields if name != "states"},
    states=dict.fromkeys(ClauseState, "x"),
)
DOCUMENT = Document(
    language="fr",
    title="Charte « d’alliance »",
    subtitle="",
    parties=("Les Aînés",),
    status=DocumentStatus.DRAFT,
    revision=0,
    dated=date(2026, 3, 1),
    dated_text="le 1er mars 2026",
    clauses=(),
    words=WORDS,
)


def submit(database: Database, walk: Walk) -> CharterRevision:
    """An answer, then the charter."""
    public_id = walk.stored.public_id
    by = walk.contact.person_id
    stored = say(database, public_id, "public", "Les aînés", by)
    return database.write(lambda store: charters.freeze(store, stored, DOCUMENT, by=by, now=NOW))


def test_a_charter_is_numbered_and_comes_back_as_it_was(database: Database) -> None:
    walk = begin(database)
    first, second = submit(database, walk), submit(database, walk)
    assert (1, 2) == (first.number, second.number)
    assert 2 == second.document.revision
    assert second == database.read(lambda store: charters.load(store, "a1"))
    assert first == database.read(lambda store: charters.load(store, "a1", 1))
    with pytest.raises(NoSuchRow, match="no charter 3 of alliance a1"):
        database.read(lambda store: charters.load(store, "a1", 3))
    with pytest.raises(NoSuchRow, match="no charter of alliance a2"):
        database.read(lambda store: charters.load(store, "a2"))


def test_charters_are_listed_without_being_read(database: Database) -> None:
    walk, other = begin(database), begin(database, "2")
    submit(database, walk)
    submit(database, walk)
    submit(database, other)
    page = database.read(lambda store: charters.recent(store, limit=2))
    rest = database.read(lambda store: charters.recent(store, limit=2, before_id=page[-1].id))
    assert [("a2", 1), ("a1", 2)] == [(one.public_id, one.number) for one in page]
    assert [("a1", 1)] == [(one.public_id, one.number) for one in rest]
    mine = database.read(lambda store: charters.of_alliance(store, walk.alliance.id))
    assert [2, 1] == [one.number for one in mine]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE charter_revisions SET language = 'en'",
        "UPDATE charter_revisions SET number = number",
        "DELETE FROM charter_revisions",
        "UPDATE answers SET value = 'null'",
        "DELETE FROM answers",
        "UPDATE flow_revisions SET sources = '{}'",
        "UPDATE flow_revisions SET checksum = ''",
    ],
)
def test_what_was_said_or_submitted_is_kept_by_the_database_itself(
    database: Database, statement: str
) -> None:
    first = submit(database, begin(database))
    with pytest.raises(NeverChanges, match="never changes"):
        database.write(lambda store: store.connection.execute(text(statement)))
    assert first == database.read(lambda store: charters.load(store, "a1"))


@pytest.mark.parametrize("table", ["answers", "charter_revisions"])
def test_a_table_that_is_frozen_cannot_be_emptied(postgresql: str, table: str) -> None:
    with Database.open(postgresql) as database:
        submit(database, begin(database))
        with pytest.raises(NeverChanges):
            database.write(lambda store: store.connection.execute(text(f"TRUNCATE {table}")))


def erase(database: Database, walk: Walk) -> None:
    database.write(
        lambda store: erasures.erase_alliance(
            store, walk.alliance.id, by=walk.contact.person_id, now=NOW
        )
    )


def test_an_erasure_takes_the_whole_alliance_and_no_other(database: Database) -> None:
    walk, other = begin(database), begin(database, "2")
    submit(database, walk)
    kept = submit(database, other)
    erase(database, walk)
    for find in (
        lambda store: runs.load(store, "r1"),
        lambda store: charters.load(store, "a1"),
        lambda store: alliances.load(store, "a1"),
    ):
        with pytest.raises(NoSuchRow):
            database.read(find)
    assert kept == database.read(lambda store: charters.load(store, "a2"))
    with pytest.raises(NeverChanges):
        database.write(lambda store: store.connection.execute(text("DELETE FROM answers")))


def test_an_erasure_unlocks_nothing_that_comes_later(database: Database) -> None:
    walk = begin(database)
    submit(database, walk)
    erase(database, walk)
    later = begin(database)
    submit(database, later)
    assert later.alliance.id > walk.alliance.id
    with pytest.raises(NeverChanges):
        database.write(lambda store: store.connection.execute(text("DELETE FROM answers")))


def test_an_erasure_that_fails_erases_nothing(database: Database) -> None:
    walk = begin(database)
    first = submit(database, walk)

    def erase_and_fail(store: WriteStore) -> None:
        erasures.erase_alliance(store, walk.alliance.id, by=None, now=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(erase_and_fail)
    assert first == database.read(lambda store: charters.load(store, "a1"))
