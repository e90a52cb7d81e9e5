"""What is noted of a contact late harms nothing when they are gone."""

from __future__ import annotations

from datetime import timedelta

from storage.database import Database
from storage.repositories import erasures, senders, sent_files
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin

LATER = NOW + timedelta(seconds=9)


def test_it_is_kept_and_kept_anew(database: Database) -> None:
    contact = begin(database).contact.id

    def note(store: WriteStore) -> None:
        for until, called in ((NOW, "once"), (LATER, "again")):
            senders.note_pace(store, contact, until)
            sent_files.remember(store, contact, "d", file_id=called, now=until)

    database.write(note)
    assert LATER == database.read(lambda store: senders.pace_until(store, contact))
    assert "again" == database.read(lambda store: sent_files.find(store, contact, "d"))


def test_of_who_was_erased_nothing_is_kept_and_nothing_fails(database: Database) -> None:
    contact = begin(database).contact

    def erase(store: WriteStore) -> None:
        erasures.erase_person(store, contact.person_id, now=NOW)

    def note(store: WriteStore) -> None:
        senders.note_pace(store, contact.id, LATER)
        sent_files.remember(store, contact.id, "print", file_id="number", now=NOW)

    database.write(erase)
    database.write(note)
    assert database.read(lambda store: senders.pace_until(store, contact.id)) is None
    assert database.read(lambda store: sent_files.find(store, contact.id, "print")) is None
