from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.errors import NoSuchRow
from storage.repositories import alliances, contacts, people
from storage.repositories.alliances import PartyRole
from storage.repositories.contacts import Contact
from storage.repositories.people import Role
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin


def ensure(store: WriteStore, shown_name: str = "Léa", language: str = "fr") -> Contact:
    return contacts.ensure(
        store,
        channel="telegram",
        address="42",
        shown_name=shown_name,
        language=language,
        timezone="Europe/Paris",
        now=NOW,
    )


def test_a_contact_is_made_once_with_a_person_of_its_own(database: Database) -> None:
    first = database.write(ensure)
    again = database.write(ensure)
    assert first == again
    assert first == database.read(lambda store: contacts.find(store, "telegram", "42"))
    assert database.read(lambda store: contacts.find(store, "telegram", "43")) is None
    person = database.read(lambda store: people.load(store, first.person_id))
    assert (Role.LEADER, "Léa") == (person.role, person.name)


def test_a_contact_keeps_its_language_and_follows_its_name(database: Database) -> None:
    first = database.write(ensure)
    database.write(lambda store: contacts.change_language(store, first, "en"))
    renamed = database.write(lambda store: ensure(store, "Léa 🌻", "fr"))
    assert ("en", "Léa 🌻") == (renamed.language, renamed.shown_name)
    assert renamed == database.read(lambda store: contacts.find(store, "telegram", "42"))


def test_a_contact_that_blocks_us_is_marked_until_it_returns(database: Database) -> None:
    contact = database.write(ensure)
    since = NOW + timedelta(days=1)
    database.write(lambda store: contacts.mark_blocked(store, contact, since))
    assert since == database.write(ensure).blocked_at
    database.write(lambda store: contacts.mark_blocked(store, contact, None))
    assert database.write(ensure).blocked_at is None


def test_a_person_changes_role(database: Database) -> None:
    person = database.write(
        lambda store: people.create(store, name="Ada", role=Role.LEADER, now=NOW)
    )
    database.write(lambda store: people.change_role(store, person.id, Role.ADMIN))
    assert Role.ADMIN is database.read(lambda store: people.load(store, person.id)).role
    with pytest.raises(NoSuchRow):
        database.write(lambda store: people.change_role(store, 404, Role.ADMIN))
    with pytest.raises(NoSuchRow):
        database.read(lambda store: people.load(store, 404))


def test_an_alliance_begins_with_its_initiator_and_a_partner_may_join(database: Database) -> None:
    walk = begin(database)
    person = database.write(
        lambda store: people.create(store, name="Bob", role=Role.PARTNER, now=NOW)
    )

    def join(store: WriteStore) -> alliances.Party:
        return alliances.join(store, walk.alliance, PartyRole.PARTNER, person_id=person.id, now=NOW)

    partner = database.write(join)
    parties = database.read(lambda store: alliances.parties(store, walk.alliance))
    assert (walk.party, partner) == parties


def test_an_alliance_is_renamed(database: Database) -> None:
    walk = begin(database)
    database.write(lambda store: alliances.rename(store, walk.alliance.id, "Répit à Guéret"))
    assert "Répit à Guéret" == database.read(lambda store: alliances.load(store, "a1")).title
    with pytest.raises(NoSuchRow):
        database.write(lambda store: alliances.rename(store, 404, "x"))
    with pytest.raises(NoSuchRow):
        database.read(lambda store: alliances.load(store, "a404"))
