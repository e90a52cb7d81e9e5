from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.errors import NoSuchRow, OutdatedRevision, Overtaken
from storage.models.person import Role
from storage.publishing import publish_files
from storage.repositories import audit, people, revisions, working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin

LATER = NOW + timedelta(hours=1)
FILES = {"flow.yaml": "flow: alliance\n", "charter.yaml": "charter: alliance\n"}


def copy_of(store: WriteStore, public_id: str = "w1") -> WorkingCopy:
    author = people.create(store, name="Inès", role=Role.ADMIN, now=NOW)
    return working_copies.begin(
        store,
        "alliance",
        FILES,
        public_id=public_id,
        based_on=1,
        author_id=author.id,
        title="Deux questions de plus",
        now=NOW,
    )


@pytest.fixture
def copy(database: Database) -> WorkingCopy:
    begin(database)  # its revision is live
    return database.write(copy_of)


def test_a_working_copy_is_found_as_it_was_begun(database: Database, copy: WorkingCopy) -> None:
    assert copy == database.read(lambda store: working_copies.load(store, "w1"))
    assert copy.files == {name: text.encode() for name, text in FILES.items()}
    (listed,) = database.read(working_copies.listing)
    assert ("w1", 1, "Deux questions de plus") == (
        listed.public_id,
        listed.version,
        listed.title,
    )


def test_who_changes_what_somebody_changed_meanwhile_is_told(
    database: Database, copy: WorkingCopy
) -> None:
    sources = {**FILES, "flow.yaml": "flow: alliance\ntitle: Autre\n"}
    author = copy.author_id
    after = database.write(
        lambda store: working_copies.change(store, copy, sources, by=author, now=LATER)
    )
    assert (2, LATER, sources) == (after.version, after.updated_at, after.sources)
    assert after == database.read(lambda store: working_copies.load(store, "w1"))
    acts = database.read(lambda store: audit.about(store, "flow", "alliance"))
    written = [entry for entry in acts if entry.action == working_copies.WRITTEN]
    assert [(author, "flow.yaml")] == [(e.by_person_id, e.details["file"]) for e in written]
    with pytest.raises(Overtaken, match="working copy w1"):
        database.write(lambda store: working_copies.change(store, copy, FILES, by=None, now=LATER))
    assert after == database.read(lambda store: working_copies.load(store, "w1"))


def test_a_discarded_copy_is_gone_and_that_is_recorded(
    database: Database, copy: WorkingCopy
) -> None:
    database.write(lambda store: working_copies.discard(store, copy, by=copy.author_id, now=LATER))
    assert database.read(lambda store: working_copies.find(store, "w1")) is None
    with pytest.raises(NoSuchRow, match="working copy w1"):
        database.read(lambda store: working_copies.load(store, "w1"))
    with pytest.raises(Overtaken):
        database.write(lambda store: working_copies.change(store, copy, FILES, by=None, now=LATER))
    acts = database.read(lambda store: audit.about(store, "flow", "alliance"))
    assert {"flow:begin", "flow:end_copy"} <= {entry.action for entry in acts}


def test_publishing_what_is_based_on_an_outdated_revision_changes_nothing(
    database: Database, copy: WorkingCopy
) -> None:
    def publish(store: WriteStore, *, expected: int) -> int:
        made = publish_files(
            store,
            copy.flow,
            copy.sources,
            expected=expected,
            by=copy.author_id,
            note="Deux questions",
            now=LATER,
        )
        return made.number

    second = database.write(lambda store: publish(store, expected=copy.based_on))
    assert 2 == second
    with pytest.raises(OutdatedRevision):
        database.write(lambda store: publish(store, expected=copy.based_on))
    listed = database.read(lambda store: revisions.listing(store, "alliance"))
    assert [(2, True), (1, False)] == [(each.number, each.is_live) for each in listed]
