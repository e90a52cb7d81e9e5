"""An admin publishes while a leader is in the middle of it on Telegram, from wire to database."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import pytest

from flows.run import Answer, Place
from storage.database import Database
from storage.guides import FRESH, Guides
from storage.repositories import contacts, revisions, runs
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore, WriteStore
from tests.bot.telegram.serving import MODES, serving
from tests.bot.telegram.test_talking import begins
from tests.bot.test_catching_up import FELT, add_before
from tests.flows.redrafted import data_of
from tests.harness.telegram import FakeTelegram, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)


def publish(database: Database) -> None:
    """A question more, before the one about roles."""

    def work(store: WriteStore) -> None:
        live, now = revisions.live(store, "alliance"), datetime.now(UTC)
        flow = data_of(live.sources["flow.yaml"].encode())
        add_before("role")(flow)
        kept = {name: text for name, text in live.sources.items() if name != "flow.en.yaml"}
        sources = {**kept, "flow.yaml": json.dumps(flow, ensure_ascii=False)}
        made = revisions.draft(
            store, "alliance", sources, based_on=1, author_id=None, note="…", now=now
        )
        revisions.publish(store, made, expected=1, now=now)

    database.write(work)


def run_of(database: Database, leader: Leader) -> StoredRun:
    def read(store: ReadStore) -> StoredRun:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        assert contact is not None
        found = runs.active(store, contact.id)
        assert found is not None
        return found

    return database.read(read)


@pytest.mark.parametrize("mode", MODES)
async def test_a_leader_goes_on_and_is_asked_what_is_new(
    fake_telegram: FakeTelegram, flowing: Database, mode: str
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, flowing, mode, guides=Guides()):
        await begins(leader)
        leader.types("Les Potagers d’Arc")
        await leader.sees("Quel est votre rôle")
        publish(flowing)
        await asyncio.sleep(FRESH.total_seconds() * 1.1)
        leader.taps("Présidence")
        await leader.sees("✓ Présidence")
        await leader.sees(FELT)
        await leader.sees("Depuis quand existez-vous")
        run = run_of(flowing, leader).run
        assert (2, Answer("president"), Place("founded")) == (
            *(run.revision, run.answers["role"], run.at),
        )
        leader.types("Depuis 2012")
        await leader.sees("✓ Depuis 2012")
        await fake_telegram.settled()
    assert FELT not in [message.text for message in leader.messages][-1]
