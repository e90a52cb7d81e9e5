"""What is over goes, and whatever is still needed stays, on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings, strategies as some
from sqlalchemy import delete, func, insert, select

from storage.database import Database
from storage.models.dead_letter import DeadLetterRow
from storage.models.outbox_message import MessageState, OutboxMessageRow
from storage.models.person import Role
from storage.models.seen_update import SeenUpdateRow
from storage.models.sender import SenderRow
from storage.models.sent_file import SentFileRow
from storage.repositories import (
    desk_sessions,
    people,
    retention,
    sent_forms,
    sign_in,
    typed_texts,
)
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin

DAY = timedelta(days=1)


def swept(database: Database, *, at_once: int = 3) -> dict[str, int]:
    gone: dict[str, int] = {}
    position: retention.Position | None = retention.START
    while position is not None:
        step = database.write(partial(retention.sweep, position=position, now=NOW, at_once=at_once))
        assert at_once >= step.gone
        gone[step.table] = gone.get(step.table, 0) + step.gone
        position = step.following
    return gone


def message(key: int, contact: int, days: int, **values: object) -> dict[str, object]:
    moment = NOW - days * DAY
    usual = {
        "contact_id": contact,
        "key": str(key),
        "payload": {},
        "state": MessageState.SENT,
        "due_at": moment,
        "leased_by": "",
        "attempts": 1,
        "error": "",
        "created_at": moment,
        "finished_at": moment,
        "asked_as": None,
    }
    return usual | values


def keys(database: Database) -> set[str]:
    found = select(OutboxMessageRow.key)
    return set(database.read(lambda store: store.connection.execute(found).scalars().all()))


def test_updates_go_after_a_week_whatever_their_numbers(database: Database) -> None:
    ages = {1: 0, 2: 6, 3: 8, 4: 9, 5: 1, 900: 30, 901: 8}
    rows = [
        {"source": source, "update_id": number, "seen_at": NOW - days * DAY}
        for source in ("a", "b")
        for number, days in ages.items()
    ]
    database.write(lambda store: store.connection.execute(insert(SeenUpdateRow), rows))
    assert 8 == swept(database)["seen_updates"]
    left = select(SeenUpdateRow.update_id).where(SeenUpdateRow.source == "b")
    found = database.read(lambda store: store.connection.execute(left).scalars().all())
    assert {1, 2, 5} == set(found)


def test_letters_files_and_processes_go_in_their_time(database: Database) -> None:
    contact = begin(database).contact.id

    def fill(store: WriteStore) -> None:
        for days, replayed in ((1, None), (1, NOW), (29, None), (31, None)):
            letter = {"source": "t", "body": str(days), "error": "", "replayed_at": replayed}
            moment = NOW - days * DAY
            store.connection.execute(insert(DeadLetterRow).values(created_at=moment, **letter))
        for days in (1, 179, 181, 400):
            file = {"contact_id": contact, "digest": str(days), "file_id": "f"}
            store.connection.execute(insert(SentFileRow).values(sent_at=NOW - days * DAY, **file))
        for hours in (1, 25):
            seen = NOW - timedelta(hours=hours)
            store.connection.execute(insert(SenderRow).values(name=str(hours), seen_at=seen))

    database.write(fill)
    expected = {
        "seen_updates": 0,
        "outbox_messages": 0,
        "dead_letters": 2,
        "sent_files": 2,
        "senders": 1,
    }
    expected = dict.fromkeys(retention.KEPT, 0) | expected
    assert expected == swept(database)
    assert dict.fromkeys(expected, 0) == swept(database)


@dataclass(frozen=True)
class Sent:
    contact: int
    days: int
    state: MessageState
    asks: bool


MESSAGES = some.lists(
    some.builds(
        Sent,
        contact=some.integers(0, 1),
        days=some.sampled_from([0, 1, 89, 91, 399, 401, 900]),
        state=some.sampled_from(list(MessageState)),
        asks=some.booleans(),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sent=MESSAGES, at_once=some.integers(1, 5))
def test_no_message_goes_that_is_still_needed(
    database: Database, sent: list[Sent], at_once: int
) -> None:
    contacts = [begin_once(database, name) for name in ("1", "2")]
    # In the order in which they were queued, as they always are.
    ordered = sorted(sent, key=lambda each: -each.days)
    rows = [
        message(
            number,
            contacts[each.contact],
            each.days,
            state=each.state,
            finished_at=None if each.state is MessageState.OPEN else finished(each.days),
            asked_as=number if each.asks and each.state is MessageState.SENT else None,
        )
        for number, each in enumerate(ordered)
    ]

    def fill(store: WriteStore) -> None:
        store.connection.execute(delete(OutboxMessageRow))
        for row in rows:
            store.connection.execute(insert(OutboxMessageRow).values(**row))

    database.write(fill)
    swept(database, at_once=at_once)
    last = {row["contact_id"]: row["asked_as"] for row in rows if row["asked_as"] is not None}
    needed = {
        str(number)
        for number, (row, each) in enumerate(zip(rows, ordered, strict=True))
        if each.state is MessageState.OPEN
        or each.days < (400 if row["asked_as"] is not None else 90)
        or (row["asked_as"] is not None and row["asked_as"] == last[row["contact_id"]])
    }
    assert needed == keys(database)


def finished(days: int) -> datetime:
    return NOW - days * DAY


BEGUN: dict[tuple[str, str], int] = {}


def begin_once(database: Database, name: str) -> int:
    key = (str(database.url), name)
    if key not in BEGUN:
        BEGUN[key] = begin(database, name).contact.id
    return BEGUN[key]


@pytest.mark.parametrize("table", ["seen_updates", "outbox_messages", "sent_files"])
def test_a_step_goes_by_the_key_on_sqlite(sqlite: str, table: str) -> None:
    after = {"seen_updates": ("t", 5), "outbox_messages": (5,), "sent_files": (1, "5")}[table]
    position, statements = retention.Position(table, after), list[str]()

    def traced(store: WriteStore) -> list[str]:
        store.driver.set_trace_callback(statements.append)
        retention.sweep(store, position, now=NOW)
        store.driver.set_trace_callback(None)
        plans = [f"EXPLAIN QUERY PLAN {statement}" for statement in statements]
        return [row[3] for plan in plans for row in store.driver.execute(plan).fetchall()]

    with Database.open(sqlite) as database:
        steps = database.write(traced)
    assert steps
    assert [] == [step for step in steps if step.startswith("SCAN")]


def test_nothing_is_left_out_between_two_steps(database: Database) -> None:
    contact = begin(database).contact.id
    rows = [message(number, contact, 100) for number in range(10)]
    database.write(lambda store: store.connection.execute(insert(OutboxMessageRow), rows))
    assert 10 == swept(database, at_once=1)["outbox_messages"]
    left = select(func.count()).select_from(OutboxMessageRow)
    assert 0 == database.read(lambda store: store.connection.execute(left).scalar_one())


def test_what_the_desk_needs_no_more_goes_and_the_rest_stays(database: Database) -> None:
    def fill(store: WriteStore) -> None:
        who = people.create(store, name="Inès", role=Role.COACH, now=NOW).id
        for days in (0, 2, 8, 15, 22, 31, 91):
            then = NOW - days * DAY
            sign_in.add(store, f"link{days}", person_id=who, now=then)
            sign_in.note_attempt(store, "here", now=then)
            desk_sessions.begin(
                store,
                key=f"session{days}",
                person_id=who,
                browser="",
                now=then,
                expires_at=then + 14 * DAY,
            )
            sent_forms.note(store, who, f"form{days}", now=then)
            typed_texts.keep(store, who, f"a:{days}", "x", now=then)

    database.write(fill)
    gone = swept(database)
    expected = {
        "sign_in_links": 6,
        "sign_in_attempts": 6,
        "desk_sessions": 3,
        "sent_forms": 2,
        "typed_texts": 1,
    }
    assert expected == {table: gone[table] for table in expected}
    assert 0 == sum(swept(database).values())


def test_a_session_that_was_ended_goes_a_week_later(database: Database) -> None:
    def fill(store: WriteStore) -> None:
        who = people.create(store, name="Inès", role=Role.COACH, now=NOW).id
        desk_sessions.begin(
            store, key="k", person_id=who, browser="", now=NOW - 9 * DAY, expires_at=NOW + 5 * DAY
        )
        desk_sessions.end(store, who, None, now=NOW - 8 * DAY)

    database.write(fill)
    assert 1 == swept(database)["desk_sessions"]
