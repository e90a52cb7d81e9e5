"""`alliance doctor`: each usual mistake is found, with what to do, and a sound one has none."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import TextClause, text
from typer.testing import CliRunner

from bot.channels.telegram.client import bot_of
from bot.channels.telegram.profile import set_up
from cli.examining import database as databases, machine
from cli.main import app
from storage.database import Database
from storage.models.person import Role
from storage.repositories import people
from storage.stores import WriteStore
from tests.bot.telegram.serving import settings_for
from tests.harness.telegram import FakeTelegram

pytest_plugins = ("tests.harness.telegram.fixtures",)

NAMES = (
    *("DATABASE_URL", "TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET", "BIND", "METRICS_BIND"),
    *("DESK_URL", "DESK_SECRET_KEY", "LOG_FORMAT", "BACKUP_DIR", "TRACES_URL"),
)
#: of what, how it is, and what is said
Said = list[tuple[str, str, str]]
Doctor = Callable[..., Awaitable[tuple[int, Said]]]


@pytest.fixture
def doctor(wild_telegram: FakeTelegram, folder: Path) -> Doctor:
    """The command, in a thread: the server of the tests lives in this one."""

    async def call(**settings: str) -> tuple[int, Said]:
        told = {
            "TELEGRAM_BOT_TOKEN": wild_telegram.bot.token,
            "TELEGRAM_API_URL": wild_telegram.url,
            "BIND": "127.0.0.1:0",
            **settings,
        }
        runner = CliRunner(env={**dict.fromkeys(NAMES), **told})
        result = await asyncio.to_thread(runner.invoke, app, ["doctor", "--json"])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert wild_telegram.bot.token not in result.output
        found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
        assert [] == [each for each in found if each["state"] != "fine" and not each["remedy"]]
        said = [
            (each["check"], each["state"], f"{each['what']} {each['remedy']}") for each in found
        ]
        return result.exit_code, said

    return call


def of(said: Said, check: str) -> list[tuple[str, str]]:
    """What is wrong with one thing."""
    return [(state, words) for name, state, words in said if name == check and state != "fine"]


def inhabited(folder: Path) -> None:
    """A database with a coach and an admin, and a backup of it."""
    now = datetime.now(UTC)

    def write(store: WriteStore) -> None:
        for role in (Role.COACH, Role.ADMIN):
            people.create(store, name="Inès", role=role, now=now)

    with Database.open(f"sqlite:///{folder / 'alliance.db'}", create=True) as database:
        database.write(write)
    (folder / "alliance.db").chmod(0o600)
    (folder / "backups").mkdir()
    (folder / "backups" / "today.db").touch()


async def test_a_sound_installation_has_no_trouble_and_no_advice(
    doctor: Doctor, wild_telegram: FakeTelegram, folder: Path
) -> None:
    inhabited(folder)
    settings = settings_for(wild_telegram)
    async with bot_of(settings) as bot:
        await set_up(bot, settings)
    status, said = await doctor(BACKUP_DIR=str(folder / "backups"))
    assert (0, []) == (status, [each for each in said if each[1] != "fine"])
    looked_at = {"backup", "clock", "database", "disk", "people", "port", "settings", "telegram"}
    assert looked_at == {check for check, _, _ in said}


def executed(statement: TextClause, given: dict[str, str], store: WriteStore) -> None:
    store.connection.execute(statement, given)


async def test_nothing_at_all_is_said_of_a_database_that_is_not_there(doctor: Doctor) -> None:
    status, said = await doctor()
    ((state, words),) = of(said, "database")
    assert (1, "trouble") == (status, state)
    assert "alliance db upgrade" in words


async def test_what_is_behind_or_ahead_is_told_of_the_schema(doctor: Doctor, folder: Path) -> None:
    inhabited(folder)
    for version, remedy in (("0001", "alliance db upgrade"), ("9999", "Install that release")):
        with Database(f"sqlite:///{folder / 'alliance.db'}") as database:
            change = text("UPDATE alembic_version SET version_num = :version")
            given = {"version": version}
            database.write(partial(executed, change, given))
        _, said = await doctor()
        assert remedy in of(said, "schema")[0][1]


@pytest.mark.parametrize(
    ("settings", "check", "words"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "settings", "TELEGRAM_BOT_TOKEN is not set"),
        ({"TELEGRAM_WEBHOOK_URL": "https://a.test/h"}, "settings", "TELEGRAM_WEBHOOK_SECRET"),
        ({"LOG_FORMAT": "xml"}, "settings", "LOG_FORMAT"),
        ({"DESK_URL_FILE": "/nowhere"}, "settings", "DESK_URL_FILE"),
        ({"BIND": "0.0.0.0:0"}, "desk", "DESK_URL"),
        ({"TELEGRAM_BOT_TOKEN": "123456:" + "A" * 35}, "telegram", "TELEGRAM_BOT_TOKEN"),
        ({"BACKUP_DIR": "empty"}, "backup", "alliance db backup"),
        ({}, "telegram", "alliance telegram setup"),
        ({}, "backup", "BACKUP_DIR is not set"),
    ],
)
async def test_a_mistake_is_named_with_its_remedy(
    doctor: Doctor, folder: Path, settings: dict[str, str], check: str, words: str
) -> None:
    (folder / "empty").mkdir()
    _, said = await doctor(**settings)
    assert any(words in found for _, found in of(said, check)), said


async def test_files_that_others_may_read_are_named(doctor: Doctor, folder: Path) -> None:
    inhabited(folder)
    for name in (".env", "alliance.db", "alliance.db.desk-key"):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    _, said = await doctor()
    found = of(said, "files")
    assert ["advice", "trouble", "trouble"] == sorted(state for state, _ in found)
    assert all("chmod 600" in words for _, words in found)


async def test_a_name_that_nothing_reads_is_taken_for_the_nearest(
    doctor: Doctor, folder: Path
) -> None:
    (folder / ".env").write_text("TELEGRAM_TOKEN=x\nPATH_OF_MINE=y\nDATABASE_URL=sqlite:///a.db\n")
    (folder / ".env").chmod(0o600)
    _, said = await doctor()
    (words,) = [words for state, words in of(said, "settings") if state == "advice"]
    assert "TELEGRAM_TOKEN, which nothing reads. Write TELEGRAM_BOT_TOKEN" in words


async def test_nobody_to_read_drafts_is_an_advice(doctor: Doctor, folder: Path) -> None:
    Database.open(f"sqlite:///{folder / 'alliance.db'}", create=True).dispose()
    _, said = await doctor()
    assert ["advice", "advice"] == [state for state, _ in of(said, "people")]


async def test_a_port_that_another_holds_is_named_by_its_setting(
    doctor: Doctor, unused_tcp_port: int
) -> None:
    with socket.create_server(("127.0.0.1", unused_tcp_port)):
        _, said = await doctor(METRICS_BIND=f"127.0.0.1:{unused_tcp_port}")
    ((state, words),) = of(said, "port")
    assert "trouble" == state
    assert "METRICS_BIND" in words


async def test_a_clock_that_is_off_is_told(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "told_by", lambda _: datetime(2020, 1, 1, tzinfo=UTC))
    _, said = await doctor()
    assert "time server" in of(said, "clock")[0][1]


def test_a_disk_that_is_nearly_full_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    states = []
    for free in (1 << 20, 5 << 30, 50 << 30):
        usage = SimpleNamespace(total=100 << 30, free=free)
        monkeypatch.setattr("shutil.disk_usage", lambda _, usage=usage: usage)
        states.append(str(machine.room(tmp_path).state))
    assert ["trouble", "advice", "fine"] == states


def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("d / ext4 rw 0 0\ns:/x /srv/data nfs4 rw 0 0\n")
    assert "nfs4" == databases.file_system_of(Path("/srv/data/alliance.db"), mounts)
    assert "ext4" == databases.file_system_of(Path("/srv/other.db"), mounts)


def test_who_holds_a_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "held"
    assert [] == databases.holders(path)
    with path.open("w"):
        assert [os.getpid()] == databases.holders(path)
