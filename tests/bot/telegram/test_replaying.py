"""An update that was set aside is listed, and worked once it can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from storage.database import Database
from storage.repositories import dead_letters
from tests.bot.telegram.serving import open_database, serving
from tests.harness.telegram import FakeTelegram, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def set_aside(database: Database, body: str, number: int | None) -> None:
    source = "telegram:7000000001"
    database.write(
        lambda store: dead_letters.set_aside(
            store,
            source=source,
            update_id=number,
            body=body,
            error="KeyError: 'x'",
            now=datetime.now(UTC),
        )
    )


async def test_a_letter_is_worked_and_answered(
    fake_telegram: FakeTelegram, database: Database, tmp_path: Path
) -> None:
    leader = Leader(fake_telegram)
    leader.starts()
    (update,) = fake_telegram.bot.updates.made
    fake_telegram.bot.updates.forget(next(iter(fake_telegram.bot.updates.pending.values())))
    set_aside(database, json.dumps(update), update["update_id"])
    address = f"sqlite:///{tmp_path / 'alliance.db'}"
    listed = CliRunner().invoke(app, ["telegram", "letters", "--database", address, "--json"])
    assert [None] == [each["replayed_at"] for each in json.loads(listed.output)["letters"]]
    replay = ["telegram", "replay", "1", "--database", address]
    assert [0, 1] == [CliRunner().invoke(app, replay).exit_code for _ in range(2)]
    async with serving(fake_telegram, database):
        await leader.sees("gardées")
        await fake_telegram.settled()


def test_what_still_cannot_be_read_stays(database: Database, tmp_path: Path) -> None:
    set_aside(database, '{"message": {"chat": 1}, "update_id": 3}', 3)
    address = f"sqlite:///{tmp_path / 'alliance.db'}"
    found = CliRunner().invoke(app, ["telegram", "replay", "1", "--database", address])
    assert 1 == found.exit_code
    assert [None] == [each.replayed_at for each in database.read(dead_letters.recent)]


def test_words_of_people_are_listed_only_when_asked_for(database: Database, tmp_path: Path) -> None:
    set_aside(database, '{"text": "Huguette"}', 3)
    listed = ["telegram", "letters", "--database", f"sqlite:///{tmp_path / 'alliance.db'}"]
    for more in ([], ["--json"]):
        assert "Huguette" not in CliRunner().invoke(app, [*listed, *more]).output
        assert "Huguette" in CliRunner().invoke(app, [*listed, "--body", *more]).output
