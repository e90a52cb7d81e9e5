"""After someone is erased no table holds a trace of them, whatever was under way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.telegram.owner import owner_of
from bot.channels.telegram.polling import update_of
from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import contacts, dead_letters, outbox, senders, sent_files, timers
from storage.stores import WriteStore
from tests.bot.telegram.serving import UNLIMITED, open_database, serving
from tests.bot.telegram.standing import begins, run_of
from tests.bot.telegram.traces import rows_with, tables
from tests.harness.telegram import FakeTelegram, Leader, User

SAY = phrases_in("fr")
NAME, FAMILY, SAID, PHONE = "Zéphyrine", "Quillevéré", "Les Aînés de Kerzafloc’h", "+33699999111"
#: tables that hold nothing of one person
OF_NOBODY = {"flow_revisions", "live_revisions", "senders", "seen_updates", "teams"}
#: that it was done: numbers, no words
STAYS = {"people", "audit_entries", "erasures"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def fill(database: Database, leader: Leader) -> None:
    """Of everything that is kept about someone, some."""
    run, now = run_of(database, leader).public_id, datetime.now(UTC)
    soon = now + timedelta(hours=1)
    body = {"update_id": 77, "message": {"chat": {"id": leader.chat.id}, "text": f"{SAID} {PHONE}"}}

    def write(store: WriteStore) -> None:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        assert contact is not None
        outbox.queue(
            store, contact_id=contact.id, key="k", payload={"text": SAID}, due=soon, now=now
        )
        for key in (f"silence:{run}", f"piece:telegram:1:{contact.address}"):
            timers.schedule(store, key, due=soon, payload={"text": SAID})
        sent_files.remember(store, contact.id, "print", file_id=f"file of {NAME}", now=now)
        senders.note_pace(store, contact.id, now)
        dead_letters.set_aside(
            store,
            source="telegram:1",
            update_id=77,
            body=json.dumps(body, ensure_ascii=False),
            error=f"KeyError: {SAID}",
            now=now,
            contact_id=owner_of(store, update_of(body)),
        )

    database.write(write)


async def test_no_table_holds_a_trace_of_who_was_erased(database: Database) -> None:
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, database, limits=UNLIMITED),
    ):
        leader = Leader(server, User.new(NAME, FAMILY))
        await begins(leader)
        leader.types(SAID)
        await leader.sees(f"✓ {SAID}")
        leader.types("/submit")
        await server.settled()
        fill(database, leader)
        marks = (NAME, FAMILY, SAID, PHONE, str(leader.user.id), run_of(database, leader).public_id)
        held = {name for name, _ in rows_with(database, *marks)}
        expected = {"answers", "contacts", "dead_letters", "outbox_messages", "people", "runs"}
        assert set() == (expected | {"sent_files", "timers"}) - held
        leader.types(f"/forget {SAY.say('forget.word')}")
        await leader.sees(SAY.say("forget.done"))
        await server.settled()
    assert [] == rows_with(database, *marks)
    left = {name for name, rows in tables(database).items() if rows and name != "timers"}
    assert set() == left - OF_NOBODY - STAYS
    keys = [row for row in tables(database)["timers"] if "sweep" not in row]
    assert [] == keys
