"""What the tests of the channel share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.database import Database
from tests.bot.telegram.serving import seeded
from tests.harness.telegram import FakeTelegram


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
