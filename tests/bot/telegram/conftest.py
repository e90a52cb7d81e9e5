"""What the tests of the channel share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.bot.telegram.serving import seeded


@pytest.fixture
def flowing(address: str) -> Iterator[Database]:
    """SQLite, then PostgreSQL, with the shipped flow."""
    with Database.open(address) as database:
        yield seeded(database)
