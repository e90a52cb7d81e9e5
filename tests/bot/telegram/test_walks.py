"""Whole walks on Telegram, told by the stories of the shipped flow: tapping, and typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack

import pytest

from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import charters
from tests.bot.telegram.serving import seeded, serving
from tests.bot.telegram.walker import NOON, Walker, played, turns
from tests.harness.telegram import FakeTelegram, Leader, Message, User


@pytest.fixture
def database(request: pytest.FixtureRequest, kind: str) -> Iterator[Database]:
    with Database.open(request.getfixturevalue(kind)) as opened:
        yield seeded(opened)


#: each way of walking meets each way of hearing of it, and each database
WALKS = [
    ("potagers", "fr", "taps", "polling", "sqlite"),
    ("potagers", "fr", "taps", "webhook", "postgresql"),
    ("allotments", "en", "types", "polling", "postgresql"),
    ("allotments", "en", "types", "webhook", "sqlite"),
]


@pytest.mark.parametrize(("name", "language", "way", "mode", "kind"), WALKS)
async def test_a_leader_walks_from_welcome_to_the_files(
    database: Database, mode: str, name: str, language: str, way: str
) -> None:
    say, story = phrases_in(language), played(database, name)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(FakeTelegram.open(limits=None))
        await stack.enter_async_context(serving(server, database, mode, at=NOON))
        leader = Leader(server, User.new(language=language))
        walker = Walker(leader, say, taps=way == "taps")
        leader.starts()
        for reply, prompt in turns(story):
            await walker.does(reply, prompt)
        await leader.sees("/submit", seconds=10)
        await server.settled()
        await ends(leader, database)
        await server.settled()
        assert [] == server.breaches


def holding(ending: str) -> Callable[[Message], bool]:
    """A message with a file of such a name."""

    def holds(message: Message) -> bool:
        return str(message.content.get("document", {}).get("file_name")).endswith(ending)

    return holds


async def ends(leader: Leader, database: Database) -> None:
    leader.types("/draft")
    await leader.sees("/draft", seconds=10)
    leader.types("/submit")
    await leader.sees("1", seconds=10)
    leader.types("/export")
    for ending in (".pdf", ".docx", ".md"):
        await leader.sees(holding(ending), seconds=20)
    (sent,) = database.read(lambda store: charters.recent(store, limit=5))
    assert 1 == sent.number
