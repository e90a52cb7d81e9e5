"""Erasing a person, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.run import Run
from storage.database import Database
from storage.errors import NeverChanges, NoSuchRow
from storage.repositories import (
    alliances,
    answers,
    charters,
    contacts,
    erasures,
    golden_charters,
    kept,
    outbox,
    people,
    run_events,
    runs,
    timers,
)
from storage.repositories.alliances import PartyRole
from storage.repositories.erasures import Extent
from storage.repositories.run_events import RunEventKind
from storage.stores import WriteStore
from tests.storage.test_frozen import submit
from tests.storage.walks import NOW, Walk, begin, say


def erase(database: Database, walk: Walk) -> Extent:
    person = walk.contact.person_id
    before = database.read(lambda store: erasures.extent(store, person))
    taken = database.write(lambda store: erasures.erase_person(store, person, now=NOW))
    assert before == taken
    return taken


def join(database: Database, alliance: alliances.Alliance, other: Walk) -> None:
    database.write(
        lambda store: alliances.join(
            store, alliance, PartyRole.PARTNER, person_id=other.contact.person_id, now=NOW
        )
    )


def test_all_of_a_person_goes_but_an_empty_name(database: Database) -> None:
    walk, other = begin(database), begin(database, "2")
    submit(database, walk)
    charter = submit(database, other)
    assert Extent(alliances=1, shared=0, answers=1, charters=1) == erase(database, walk)
    for find in (
        lambda store: runs.load(store, "r1"),
        lambda store: charters.load(store, "a1"),
        lambda store: alliances.load(store, "a1"),
    ):
        with pytest.raises(NoSuchRow):
            database.read(find)
    assert database.read(lambda store: contacts.find(store, "terminal", "1")) is None
    assert "" == database.read(lambda store: people.load(store, walk.contact.person_id)).name
    assert charter == database.read(lambda store: charters.load(store, "a2"))
    assert other.contact == database.read(lambda store: contacts.find(store, "terminal", "2"))
    assert Extent(alliances=0, shared=0, answers=0, charters=0) == erase(database, walk)


def test_signs_and_consents_are_theirs_and_go_with_them(database: Database) -> None:
    walk, other = begin(database), begin(database, "2")

    def note(store: WriteStore) -> None:
        for each in (walk, other):
            at = each.stored.run.at
            run_events.note(store, each.stored, at, RunEventKind.HELPED, now=NOW)
            by = each.contact.person_id
            golden_charters.agree(store, each.alliance.id, by=by, now=NOW)

    database.write(note)
    for who, count in ((walk, 1), (other, 1)):
        found = database.read(lambda s, who=who: kept.about_person(s, who.contact.person_id))  # type: ignore[misc]
        assert (count, count) == (len(found.signs), len(found.golden))
    erase(database, walk)
    left = database.read(lambda store: kept.about_person(store, other.contact.person_id))
    gone = database.read(lambda store: kept.about_person(store, walk.contact.person_id))
    assert (1, 1, 0, 0) == (len(left.signs), len(left.golden), len(gone.signs), len(gone.golden))


def test_messages_and_timers_go_with_their_person(database: Database) -> None:
    walk, other = begin(database, "a_b"), begin(database, "axb")

    def wait(store: WriteStore) -> None:
        for each in (walk, other):
            timers.schedule(store, f"reminder:{each.stored.public_id}", due=NOW, payload={})
            outbox.queue(
                store,
                contact_id=each.contact.id,
                key=each.stored.public_id,
                payload={},
                due=NOW,
                now=NOW,
            )

    database.write(wait)
    erase(database, walk)
    until = NOW + timedelta(minutes=1)
    left = database.write(lambda store: timers.claim(store, by="x", now=NOW, until=until, limit=9))
    assert ["reminder:raxb"] == [timer.key for timer in left]
    sent = database.write(lambda store: outbox.claim(store, by="x", now=NOW, until=until, limit=9))
    assert ["raxb"] == [message.key for message in sent]


def test_an_alliance_of_two_goes_on_without_the_answers_of_one(database: Database) -> None:
    walk, other = begin(database), begin(database, "2")
    charter = submit(database, walk)
    say(database, "r2", "public", "Les voisins")
    join(database, walk.alliance, other)
    assert Extent(alliances=0, shared=1, answers=1, charters=0) == erase(database, walk)
    stored = database.read(lambda store: runs.load(store, "r1"))
    assert (Run("alliance", 1, "fr"), False, 0) == (stored.run, stored.active, stored.history)
    assert () == database.read(lambda store: answers.history(store, stored.id))
    assert charter == database.read(lambda store: charters.load(store, "a1"))
    assert database.read(lambda store: contacts.find(store, "terminal", "1")) is None
    assert 1 == len(database.read(lambda store: answers.history(store, other.stored.id)))
    with pytest.raises(NeverChanges):
        database.write(lambda store: store.connection.exec_driver_sql("DELETE FROM answers"))


def test_who_only_joined_leaves_the_alliance_as_it_was(database: Database) -> None:
    walk, other = begin(database), begin(database, "2")
    charter = submit(database, walk)
    before = database.read(lambda store: runs.load(store, "r1"))
    join(database, walk.alliance, other)
    assert Extent(alliances=1, shared=1, answers=0, charters=0) == erase(database, other)
    assert before == database.read(lambda store: runs.load(store, "r1"))
    assert charter == database.read(lambda store: charters.load(store, "a1"))


def test_what_is_kept_of_a_person_is_theirs(database: Database) -> None:
    walk, other = begin(database, "a_b"), begin(database, "axb")
    submit(database, walk)
    submit(database, other)
    join(database, walk.alliance, other)
    found = database.read(lambda store: kept.about_person(store, walk.contact.person_id))
    assert ["a_b"] == [contact["address"] for contact in found.contacts]
    assert ["ra_b"] == [run["public_id"] for run in found.runs]
    assert ["aa_b"] == [alliance["public_id"] for alliance in found.alliances]
    assert [walk.party.id] == [party["id"] for party in found.parties]
    assert 1 == len(found.charters)
