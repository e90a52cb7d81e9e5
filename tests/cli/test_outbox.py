"""`alliance outbox`: what waits and what was dropped, without words; and sending it at once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from cli.exits import Exit
from storage.database import Database
from storage.repositories import outbox
from storage.repositories.outbox import MessageState
from storage.stores import WriteStore
from tests.cli.conftest import Call
from tests.storage.walks import begin

NOW = datetime.now(UTC)
LATER = NOW + timedelta(hours=1)


def fill(database: Database) -> None:
    """One that was dropped, and one that waits an hour."""
    contact = begin(database).contact.id

    def write(store: WriteStore) -> None:
        for key in ("dropped", "waiting"):
            outbox.queue(
                store, contact_id=contact, key=key, payload={"text": "Zéphyrine"}, due=NOW, now=NOW
            )
            (taken,) = outbox.claim(store, by="p", now=NOW, until=LATER, limit=1)
            if key == "dropped":
                outbox.finish(
                    store, taken, MessageState.DROPPED, now=NOW, payload={}, error="Forbidden"
                )
            else:
                outbox.postpone(store, taken, due=LATER, error="no server")

    database.write(write)


@pytest.fixture
def kept(address: str) -> str:
    with Database.open(address) as database:
        fill(database)
    return address


def ids(alliance: Call, kept: str, *arguments: str) -> list[int]:
    shown = alliance("outbox", "list", "--json", "--database", kept, *arguments)
    assert "Zéphyrine" not in shown.stdout
    return [message["id"] for message in json.loads(shown.stdout)["messages"]]


def test_what_waits_and_what_was_dropped_is_listed_without_words(alliance: Call, kept: str) -> None:
    assert ([2], [1]) == (ids(alliance, kept), ids(alliance, kept, "--dropped"))
    shown = alliance("outbox", "list", "--database", kept).stdout
    assert "no server" in shown
    assert "Zéphyrine" not in shown


def test_what_waits_is_made_due_and_what_does_not_is_not(alliance: Call, kept: str) -> None:
    shown = alliance("outbox", "replay", 2, "--database", kept)
    assert (Exit.FINE, "Message 2 is sent next.\n") == (shown.exit_code, shown.stdout)
    with Database.open(kept) as database:
        due = database.read(lambda store: outbox.next_due(store, now=datetime.now(UTC)))
    assert due is not None
    assert due < LATER
    for message, reason in ((1, "dropped already"), (9, "no message 9")):
        shown = alliance("outbox", "replay", message, "--database", kept)
        assert Exit.NO == shown.exit_code
        assert reason in shown.stderr


def test_the_inbox_has_the_updates_that_were_set_aside(alliance: Call, kept: str) -> None:
    assert '"letters": []' in alliance("inbox", "list", "--json", "--database", kept).stdout
    assert Exit.NO == alliance("inbox", "replay", 3, "--database", kept).exit_code
