from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from storage.database import Database
from storage.repositories import audit, dead_letters, outbox, seen_updates, timers
from storage.repositories.outbox import MessageState, OutboxMessage
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin

SOON = NOW + timedelta(seconds=10)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def lanes(database: Database) -> tuple[int, int]:
    return begin(database).contact.id, begin(database, "2").contact.id


def queue(database: Database, contact_id: int, key: str, due: datetime = NOW) -> bool:
    return database.write(
        lambda store: outbox.queue(
            store, contact_id=contact_id, key=key, payload={"text": key}, due=due, now=NOW
        )
    )


def claim(
    database: Database, by: str, now: datetime = NOW, until: datetime = SOON
) -> tuple[OutboxMessage, ...]:
    return database.write(lambda store: outbox.claim(store, by=by, now=now, until=until, limit=10))


def finish(database: Database, message: OutboxMessage) -> bool:
    return database.write(
        lambda store: outbox.finish(store, message, MessageState.SENT, now=NOW, payload={})
    )


def test_messages_go_one_at_a_time_to_each_contact_in_order(
    database: Database, lanes: tuple[int, int]
) -> None:
    for key, lane in (("a1", 0), ("a2", 0), ("b1", 1)):
        assert queue(database, lanes[lane], key)
    first = claim(database, "p")
    assert ["a1", "b1"] == [message.key for message in first]
    assert {"text": "a1"} == first[0].payload
    assert () == claim(database, "q")
    assert finish(database, first[0])
    assert ["a2"] == [message.key for message in claim(database, "q")]


def test_the_same_key_is_sent_once(database: Database, lanes: tuple[int, int]) -> None:
    assert queue(database, lanes[0], "update:1")
    assert not queue(database, lanes[0], "update:1")
    (message,) = claim(database, "p")
    assert finish(database, message)
    assert not queue(database, lanes[0], "update:1")
    assert () == claim(database, "p", now=LATER)


def test_what_a_dead_process_took_is_taken_over_when_its_lease_ends(
    database: Database, lanes: tuple[int, int]
) -> None:
    queue(database, lanes[0], "a1")
    (lost,) = claim(database, "p")
    assert () == claim(database, "q", now=SOON - timedelta(seconds=1))
    (taken,) = claim(database, "q", now=SOON, until=LATER)
    assert (lost.key, 2) == (taken.key, taken.attempts)
    assert not finish(database, lost)
    assert finish(database, taken)


def test_a_message_put_off_holds_back_those_behind_it(
    database: Database, lanes: tuple[int, int]
) -> None:
    queue(database, lanes[0], "a1")
    queue(database, lanes[0], "a2")
    (message,) = claim(database, "p")
    assert database.write(lambda store: outbox.postpone(store, message, due=LATER, error="429"))
    assert () == claim(database, "p", now=SOON)
    assert ["a1"] == [one.key for one in claim(database, "p", now=LATER)]


def test_a_reminder_not_due_yet_holds_back_nobody(
    database: Database, lanes: tuple[int, int]
) -> None:
    queue(database, lanes[0], "reminder", due=LATER)
    queue(database, lanes[0], "answer")
    assert ["answer"] == [message.key for message in claim(database, "p")]


def take(database: Database, now: datetime, until: datetime = LATER) -> tuple[Timer, ...]:
    return database.write(lambda store: timers.claim(store, by="p", now=now, until=until, limit=10))


def schedule(database: Database, key: str, due: datetime) -> None:
    database.write(lambda store: timers.schedule(store, key, due=due, payload=[key]))


def test_a_timer_is_worked_once_when_it_is_due(database: Database) -> None:
    schedule(database, "remind:r1", SOON)
    assert () == take(database, NOW)
    (timer,) = take(database, SOON)
    assert ("remind:r1", ["remind:r1"], 1) == (timer.key, timer.payload, timer.attempts)
    assert () == take(database, SOON)
    assert database.write(lambda store: timers.finish(store, timer))
    assert () == take(database, LATER)


def test_a_timer_moved_while_it_is_worked_stays(database: Database) -> None:
    schedule(database, "remind:r1", NOW)
    (timer,) = take(database, NOW)
    schedule(database, "remind:r1", LATER)
    assert not database.write(lambda store: timers.finish(store, timer))
    assert ["remind:r1"] == [one.key for one in take(database, LATER)]


def test_a_timer_cancelled_is_not_worked(database: Database) -> None:
    schedule(database, "remind:r1", NOW)
    database.write(lambda store: timers.cancel(store, "remind:r1"))
    database.write(lambda store: timers.cancel(store, "remind:r2"))
    assert () == take(database, LATER)


def test_an_update_is_new_once(database: Database) -> None:
    def note(source: str, *update_ids: int) -> set[int]:
        return database.write(lambda store: seen_updates.note(store, source, update_ids, now=NOW))

    assert [{2**40}, set(), {2**40}, {2**40 + 1}] == [
        note("telegram:1", 2**40),
        note("telegram:1", 2**40),
        note("telegram:2", 2**40),
        note("telegram:1", 2**40 + 1, 2**40, 2**40 + 1),
    ]


def test_any_number_of_updates_is_noted_at_once(database: Database) -> None:
    def note(*update_ids: int) -> set[int]:
        return database.write(lambda store: seen_updates.note(store, "t", update_ids, now=NOW))

    assert set(range(120)) == note(*range(120))
    assert {120} == note(*range(121))
    assert set() == note()


def test_what_broke_us_is_set_aside_as_it_came(database: Database) -> None:
    database.write(
        lambda store: dead_letters.set_aside(
            store, source="telegram:1", update_id=7, body='{"é"', error="no JSON", now=NOW
        )
    )
    (letter,) = database.read(dead_letters.recent)
    assert ('{"é"', "no JSON", None) == (letter.body, letter.error, letter.replayed_at)
    database.write(lambda store: dead_letters.mark_replayed(store, letter.id, now=LATER))
    assert LATER == database.read(dead_letters.recent)[0].replayed_at


def record(store: WriteStore, action: str, by: int) -> None:
    audit.record(store, action, noun="run", key="r1", by=by, now=NOW, details={"number": 1})


def test_who_did_what_is_found_again(database: Database) -> None:
    walk = begin(database)
    by = walk.contact.person_id
    for action in ("run.started", "charter.submitted"):
        database.write(partial(record, action=action, by=by))
    entries = database.read(lambda store: audit.about(store, "run", "r1"))
    assert ["charter.submitted", "run.started"] == [entry.action for entry in entries]
    assert (by, {"number": 1}) == (entries[0].by_person_id, entries[0].details)
    assert () == database.read(lambda store: audit.about(store, "run", "r2"))
