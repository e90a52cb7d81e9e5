from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.library import files_of
from storage.database import Database
from storage.guides import Guides
from storage.repositories import revisions
from tests.bot.commands.talk import NOW, Talk


@pytest.fixture(scope="session")
def guides() -> Guides:
    """A revision is compiled once for all these tests."""
    return Guides()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the shipped flow in it, and nobody."""
    path = tmp_path_factory.mktemp("published") / "talk.db"
    sources = {name: content.decode() for name, content in files_of("alliance").items()}
    with Database.open(f"sqlite:///{path}", create=True) as database:
        database.write(lambda store: revisions.seed(store, "alliance", sources, now=NOW))
    return path


@pytest.fixture
def talk(published: Path, guides: Guides, tmp_path: Path) -> Iterator[Talk]:
    path = tmp_path / "talk.db"
    shutil.copy(published, path)
    with Database.open(f"sqlite:///{path}") as database:
        yield Talk(database, guides)
