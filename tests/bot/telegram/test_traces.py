"""After someone is erased no table holds a trace of them, whatever was under way."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.channels.telegram.owner import owner_of
from bot.channels.telegram.polling import update_of
from bot.phrases import phrases_in
from storage.database import Database
from storage.guides import Guides
from storage.repositories import contacts, dead_letters, outbox, senders, sent_files, timers
from storage.stores import WriteStore
from tests.bot.telegram.remarked import REVIEWED, is_remarked
from tests.bot.telegram.serving import seeded, serving
from tests.bot.telegram.standing import begins, run_of
from tests.bot.telegram.traces import pages_with, rows_with, tables
from tests.harness.telegram import FakeTelegram, Leader, User

SAY = phrases_in("fr")
NAME, FAMILY, SAID, PHONE = "Zéphyrine", "Quillevéré", "Les Aînés de Kerzafloc’h", "+33699999111"
#: as drafts are found by it
FOLDED = "kerzafloc"
#: tables that hold nothing of one person
OF_NOBODY = {"flow_revisions", "live_revisions", "senders", "seen_updates", "teams"}
#: that it was done: numbers, no words
STAYS = {"people", "audit_entries", "erasures"}
#: where something of them must be found before, else nothing is proven
HELD = {
    "alliances",
    "answers",
    "contacts",
    "dead_letters",
    "outbox_messages",
    "people",
    "runs",
    "sent_files",
    "timers",
    *(REVIEWED - {"awaited_words", "notices", "reviews"}),  # of which rows hold numbers alone
}


def fill(database: Database, leader: Leader) -> None:
    """Of everything that is kept about someone, some."""
    run, now = run_of(database, leader).public_id, datetime.now(UTC)
    file = b64encode(f"{SAID} {PHONE}".encode()).decode()
    soon = now + timedelta(hours=1)
    body = {"update_id": 77, "message": {"chat": {"id": leader.chat.id}, "text": f"{SAID} {PHONE}"}}

    def write(store: WriteStore) -> None:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        assert contact is not None
        for number, payload in enumerate(({"text": SAID}, {"do": "file", "content": file})):
            outbox.queue(
                store, contact_id=contact.id, key=f"{number}", payload=payload, due=soon, now=now
            )
        for key in (f"silence:{run}", f"piece:telegram:1:{contact.address}"):
            timers.schedule(store, key, due=soon, payload={"text": SAID})
        sent_files.remember(store, contact.id, "print", file_id=f"file of {NAME}", now=now)
        senders.note_pace(store, contact.id, now)
        dead_letters.set_aside(
            store,
            source="telegram:1",
            update_id=77,
            body=json.dumps(body),  # as it may have come: its letters escaped
            error=f"KeyError: {SAID}",
            now=now,
            contact_id=owner_of(store, update_of(body)),
        )

    database.write(write)


async def erased(database: Database) -> tuple[str, ...]:
    """Someone was there, in all ways in which one may be, and is no more; the marks they had."""
    async with FakeTelegram.open(limits=None) as server, serving(server, database):
        leader = Leader(server, User.new(NAME, FAMILY))
        await begins(leader)
        leader.types(SAID)
        await leader.sees(f"✓ {SAID}")
        for command in ("/submit", "/export", "/mydata"):
            leader.types(command)
        await server.settled()
        fill(database, leader)
        remark = is_remarked(database, leader, SAID, Guides()).public_id
        walk = run_of(database, leader).public_id
        marks = (NAME, FAMILY, SAID, PHONE, FOLDED, str(leader.user.id), walk, remark)
        found = rows_with(database, *marks)
        assert set() == REVIEWED - {name for name, rows in tables(database).items() if rows}
        assert set() == HELD - {name for name, _ in found}
        assert any(b64encode(f"{SAID} {PHONE}".encode()).decode() in row for _, row in found)
        leader.types(f"/forget {SAY.say('forget.word')}")
        await leader.sees(SAY.say("forget.done"))
        await server.settled()
    return marks


async def test_no_table_holds_a_trace_of_who_was_erased(flowing: Database) -> None:
    marks = await erased(flowing)
    assert [] == rows_with(flowing, *marks)
    left = {name for name, rows in tables(flowing).items() if rows and name != "timers"}
    assert set() == left - OF_NOBODY - STAYS
    # What a coach is still to be told names the coach alone.
    keys = [row for row in tables(flowing)["timers"] if "sweep" not in row and "notices" not in row]
    assert [] == keys


async def test_the_file_holds_nothing_either_where_the_rows_were(
    sqlite: str, tmp_path: Path
) -> None:
    """Deleting a row need not overwrite it."""
    with Database.open(sqlite) as database:
        marks = await erased(seeded(database))
    assert [] == pages_with(tmp_path / "alliance.db", *marks)
