"""A desk for every test: `world` has people and drafts, `coach` is one who is signed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.web.browser import Browser
from tests.web.world import World, made

#: where the two databases may differ: order, search, races, moments; elsewhere one is enough
ON_BOTH = {"test_copy_races", "test_queue", "test_sign_in", "test_typed", "test_verdict"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "world_at" in metafunc.fixturenames:
        name = metafunc.module.__name__.rpartition(".")[2]
        kinds = ["sqlite", "postgresql"] if name in ON_BOTH else ["sqlite"]
        metafunc.parametrize("world_at", kinds, indirect=True)


@pytest.fixture
def world_at(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def world(world_at: str) -> Iterator[World]:
    with Database.open(world_at) as database:
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
