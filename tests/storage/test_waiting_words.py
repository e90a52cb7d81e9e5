"""Words that wait for their rest are taken once, and go with who wrote them."""

from __future__ import annotations

from storage.database import Database
from storage.repositories import erasures, kept, timers
from tests.storage.walks import NOW, begin


def schedule(database: Database, key: str) -> None:
    payload = {"text": "Nous cherchons… 🌻", "who": {"chat": 5}}
    database.write(lambda store: timers.schedule(store, key, due=NOW, payload=payload))


def test_what_waits_is_taken_once(database: Database) -> None:
    schedule(database, "piece:telegram:1:5")
    taken = [
        database.write(lambda store: timers.take(store, "piece:telegram:1:5")) for _ in range(2)
    ]
    assert [{"text": "Nous cherchons… 🌻", "who": {"chat": 5}}, None] == taken


def test_what_was_taken_is_not_finished_too(database: Database) -> None:
    schedule(database, "piece:telegram:1:5")
    (timer,) = database.write(
        lambda store: timers.claim(store, by="p", now=NOW, until=NOW, limit=5)
    )
    database.write(lambda store: timers.take(store, timer.key))
    assert not database.write(lambda store: timers.finish(store, timer))


def test_waiting_words_are_shown_to_who_wrote_them_and_erased_with_them(database: Database) -> None:
    contact = begin(database).contact
    mine = f"piece:{contact.channel}:1:{contact.address}"
    schedule(database, mine)
    schedule(database, f"piece:{contact.channel}:1:9{contact.address}")
    found = database.read(lambda store: kept.about_person(store, contact.person_id))
    assert [mine] == [timer["key"] for timer in found.timers if "piece" in timer["key"]]
    database.write(lambda store: erasures.erase_person(store, contact.person_id, now=NOW))
    left = database.write(lambda store: timers.claim(store, by="p", now=NOW, until=NOW, limit=5))
    assert [f"piece:{contact.channel}:1:9{contact.address}"] == [timer.key for timer in left]
