"""A desk for every test: `world` has people and drafts, `coach` is one who is signed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.web.browser import Browser
from tests.web.world import World, made


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """On SQLite, then on PostgreSQL."""
    world = made(database)
    yield world
    world.desk.threads.close()


@pytest.fixture
def quick(sqlite: str) -> Iterator[World]:
    """On SQLite alone, for what has nothing to do with the database."""
    with Database.open(sqlite) as database:
        world = made(database)
        yield world
        world.desk.threads.close()


@pytest.fixture
def nobody(world: World) -> Browser:
    return Browser(world)


@pytest.fixture
def coach(world: World) -> Browser:
    """Inès, in the common team."""
    return Browser(world).sign_in(world.coach)
