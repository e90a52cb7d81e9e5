"""What the tests of the channel share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.database import Database
from storage.guides import Guides
from tests.bot.telegram.chatting import Chats
from tests.bot.telegram.coaching import at_its_end, becomes_coach
from tests.bot.telegram.loop import Loop
from tests.bot.telegram.serving import seeded
from tests.bot.telegram.standing import begins
from tests.harness.telegram import FakeTelegram, Leader, User


@pytest.fixture
def flowing(address: str) -> Iterator[Database]:
    """SQLite, then PostgreSQL, with the shipped flow."""
    with Database.open(address) as database:
        yield seeded(database)


@pytest.fixture
async def fake_telegram() -> AsyncIterator[FakeTelegram]:
    """Lets no mistake pass but haste: at the pace of Telegram most tests would only wait. Those of
    delivery, of several processes and of faults keep to its limits.
    """
    async with FakeTelegram.open(limits=None) as server:
        yield server
        assert [] == server.breaches


@pytest.fixture(scope="session")
def ready_guides() -> Guides:
    """A revision is compiled once for all the tests that chat."""
    return Guides()


@pytest.fixture
def chats(sqlite: str, ready_guides: Guides) -> Iterator[Chats]:
    """On SQLite, with the shipped flow."""
    with Database.open(sqlite) as database:
        yield Chats(seeded(database), ready_guides)


@pytest.fixture
async def loop(flowing: Database, fake_telegram: FakeTelegram, ready_guides: Guides) -> Loop:
    leader = Leader(fake_telegram, User.new("Awa"))
    coach = Leader(fake_telegram, User.new("Inès"))
    made = Loop(fake_telegram, flowing, leader, coach, becomes_coach(flowing, coach))
    made.guides = ready_guides
    async with made.served():
        coach.starts()
        await coach.sees("Vous êtes coach")
        await begins(leader)
    made.alliance = at_its_end(flowing, leader)
    return made
