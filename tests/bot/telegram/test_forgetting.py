"""Someone has themselves erased, in the chat: it is done, it is said, and nothing is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import contacts, dead_letters
from tests.bot.telegram.serving import MODES, open_database, serving
from tests.harness.telegram import FakeTelegram, Fault, Leader, Message

pytest_plugins = ("tests.harness.telegram.fixtures",)

SAY = phrases_in("fr")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("mode", MODES)
async def test_who_is_erased_is_told_and_no_longer_known(
    fake_telegram: FakeTelegram, database: Database, mode: str
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database, mode):
        leader.starts()
        await leader.sees("gardées")
        leader.types("/forget")
        await leader.sees(SAY.say("forget.title"))
        leader.types(f"/forget {SAY.say('forget.word')}")
        await leader.sees(SAY.say("forget.done"))
        await fake_telegram.settled()
    address = str(leader.user.id)
    assert database.read(lambda store: contacts.find(store, "telegram", address)) is None
    assert () == database.read(lambda store: tuple(dead_letters.recent(store, limit=5)))


async def test_who_is_erased_while_their_files_are_sent_leaves_the_others_served(
    flowing: Database,
) -> None:
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, flowing),
    ):
        leader, other = Leader(server), Leader(server)
        leader.starts()
        await leader.sees("gardées")
        server.faults.late = 0.5
        with server.faults.during(Fault.SLOW, "sendDocument"):
            leader.types("/export")
            await leader.sees(is_file)
            leader.types(f"/forget {SAY.say('forget.word')}")
            await leader.sees(SAY.say("forget.done"))
        await server.settled()
        other.starts()
        await other.sees("gardées")
        await server.settled()
        assert [] == server.breaches
    address = str(leader.user.id)
    assert flowing.read(lambda store: contacts.find(store, "telegram", address)) is None
    assert () == flowing.read(lambda store: tuple(dead_letters.recent(store, limit=5)))


def is_file(message: Message) -> bool:
    return "document" in message.content
