from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.errors import NoSuchRow, OutdatedRevision
from storage.models.person import Role
from storage.repositories import audit, people, revisions
from storage.repositories.revisions import FlowRevision, RevisionState
from storage.stores import WriteStore
from tests.storage.walks import NOW

LATER = NOW + timedelta(days=1)
SOURCES = {"flow.yaml": "flow: alliance\n", "charter.yaml": "clauses: []\n"}


def seed(store: WriteStore) -> FlowRevision:
    return revisions.seed(store, "alliance", SOURCES, now=NOW)


def draft(store: WriteStore, text: str) -> FlowRevision:
    return revisions.draft(
        store,
        "alliance",
        {"flow.yaml": text},
        based_on=1,
        author_id=None,
        note="Une question de plus",
        now=LATER,
    )


def test_the_files_of_a_release_become_the_first_revision_and_are_live(database: Database) -> None:
    first = database.write(seed)
    expected = FlowRevision(
        flow="alliance",
        number=1,
        sources=SOURCES,
        checksum=revisions.checksum(SOURCES),
        state=RevisionState.PUBLISHED,
        based_on=None,
        author_id=None,
        note="",
        created_at=NOW,
    )
    assert expected == first
    assert first == database.read(lambda store: revisions.live(store, "alliance"))
    assert 1 == database.read(lambda store: revisions.live_number(store, "alliance"))


def test_the_files_of_a_release_are_never_imposed(database: Database) -> None:
    first = database.write(seed)
    newer = {"flow.yaml": "flow: alliance # better"}
    live = database.write(lambda store: revisions.seed(store, "alliance", newer, now=LATER))
    assert first == live
    assert revisions.checksum(newer) != live.checksum


def test_publishing_moves_the_pointer_and_back(database: Database) -> None:
    first = database.write(seed)
    second = database.write(lambda store: draft(store, "a"))
    assert (2, RevisionState.DRAFT) == (second.number, second.state)
    assert first == database.read(lambda store: revisions.live(store, "alliance"))
    published = database.write(
        lambda store: revisions.publish(store, second, expected=1, now=LATER)
    )
    assert RevisionState.PUBLISHED is published.state
    assert published == database.read(lambda store: revisions.live(store, "alliance"))
    database.write(lambda store: revisions.publish(store, first, expected=2, now=LATER))
    assert first == database.read(lambda store: revisions.live(store, "alliance"))
    assert published == database.read(lambda store: revisions.load(store, "alliance", 2))


@pytest.mark.parametrize("expected", [None, 7])
def test_who_did_not_see_the_live_revision_cannot_publish_over_it(
    database: Database, expected: int | None
) -> None:
    first = database.write(seed)
    second = database.write(lambda store: draft(store, "a"))
    with pytest.raises(OutdatedRevision, match="Revision 1 of alliance is live"):
        database.write(lambda store: revisions.publish(store, second, expected=expected, now=LATER))
    assert first == database.read(lambda store: revisions.live(store, "alliance"))


def test_revisions_are_listed_the_newest_first(database: Database) -> None:
    first = database.write(seed)
    second = database.write(lambda store: draft(store, "a"))
    third = database.write(lambda store: draft(store, "b"))
    note = "Deux questions de plus"
    database.write(
        lambda store: revisions.publish(store, second, expected=1, now=LATER, by=None, note=note)
    )
    listed = database.read(lambda store: revisions.listing(store, "alliance"))
    assert [third.checksum, second.checksum, first.checksum] == [each.checksum for each in listed]
    assert [False, True, False] == [each.is_live for each in listed]
    assert [third.note, note, ""] == [each.note for each in listed]
    older = database.read(lambda store: revisions.listing(store, "alliance", limit=1, before=2))
    assert [1] == [each.number for each in older]
    assert () == database.read(lambda store: revisions.listing(store, "another"))


def test_who_drafted_published_and_went_back_is_noted(database: Database) -> None:
    first = database.write(seed)
    person = database.write(
        lambda store: people.create(store, name="Ada", role=Role.ADMIN, now=NOW)
    )

    def work(store: WriteStore) -> None:
        new = revisions.draft(
            store, "alliance", {"f": "a"}, based_on=1, author_id=person.id, note="", now=LATER
        )
        revisions.publish(store, new, expected=1, now=LATER, by=person.id, note="Mieux")
        revisions.publish(store, first, expected=2, now=LATER, by=person.id)

    database.write(work)
    entries = database.read(lambda store: audit.about(store, "flow", "alliance"))
    assert [
        ("flow:go_back", {"number": 1, "before": 2}),
        ("flow:publish", {"number": 2, "before": 1}),
        ("flow:draft", {"number": 2, "based_on": 1}),
    ] == [(each.action, dict(each.details)) for each in entries if each.by_person_id == person.id]
    assert "" == database.read(lambda store: revisions.live(store, "alliance")).note


def test_of_two_who_publish_at_once_one_is_told_to_look_again(database: Database) -> None:
    database.write(seed)
    mine = database.write(lambda store: draft(store, "a"))
    theirs = database.write(lambda store: draft(store, "b"))
    database.write(lambda store: revisions.publish(store, theirs, expected=1, now=LATER))
    with pytest.raises(OutdatedRevision, match="Revision 3 of alliance is live, not 1"):
        database.write(lambda store: revisions.publish(store, mine, expected=1, now=LATER))
    listed = database.read(lambda store: revisions.listing(store, "alliance"))
    assert RevisionState.DRAFT is next(each.state for each in listed if each.number == mine.number)


def test_a_checksum_does_not_depend_on_the_order_of_files() -> None:
    turned = dict(reversed(SOURCES.items()))
    assert revisions.checksum(SOURCES) == revisions.checksum(turned)
    assert 64 == len(revisions.checksum({}))


def test_a_revision_that_is_not_there_says_so(database: Database) -> None:
    with pytest.raises(NoSuchRow, match="no live revision of alliance"):
        database.read(lambda store: revisions.live(store, "alliance"))
    with pytest.raises(NoSuchRow, match="no revision of alliance 3"):
        database.read(lambda store: revisions.load(store, "alliance", 3))
