"""Silence on Telegram: reminders that can be answered, and what comes of a year of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.silence import key
from storage.database import Database
from storage.repositories import contacts, runs, timers
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore
from tests.bot.telegram.serving import open_database, serving
from tests.harness.telegram import FakeTelegram, Leader

EVENING = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def run_of(database: Database, leader: Leader) -> StoredRun | None:
    def find(store: ReadStore) -> StoredRun | None:
        contact = contacts.find(store, "telegram", str(leader.chat.id))
        return None if contact is None else runs.active(store, contact.id)

    return database.read(find)


async def nothing_comes(leader: Leader, *, seconds: float) -> None:
    before = list(leader.messages)
    await asyncio.sleep(seconds)
    assert before == list(leader.messages)


async def begin(server: FakeTelegram, database: Database, *leaders: Leader) -> None:
    """Two answers, one evening."""
    async with serving(server, database, at=EVENING):
        for leader in leaders:
            leader.starts()
            await leader.sees("gardées")
            leader.taps(leader.buttons[0].label)
            await leader.sees("s’appelle votre association")
            leader.types("Les Aînés")
            await leader.sees("Quel est votre rôle")
        await server.settled()


async def test_a_reminder_comes_two_mornings_later_and_goes_on_where_they_were(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    await begin(fake_telegram, database, leader)
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=2, hours=2)):
        await nothing_comes(leader, seconds=2)  # it is night
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=2, hours=11)):
        reminder = await leader.sees("vous attend")
        assert ["Continuer", "Plus tard", "Ne plus me le rappeler"] == [
            each.label for each in reminder.buttons
        ]
        assert "Les Aînés" in reminder.text
        leader.taps("Continuer")
        await leader.sees("Quel est votre rôle")
        await fake_telegram.settled()


async def test_later_puts_it_off_and_no_more_ends_it(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    await begin(fake_telegram, database, leader)
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=2, hours=11)):
        await leader.sees("vous attend")
        leader.taps("Plus tard")
        await leader.sees("30 novembre 2026")
        await fake_telegram.settled()
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=5, hours=12)):
        await leader.sees("vous attend")
        leader.taps("Ne plus me le rappeler")
        await leader.sees("plus aucun rappel")
        await fake_telegram.settled()
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=8, hours=12)):
        await nothing_comes(leader, seconds=2)


async def test_who_slept_is_told_where_they_were_and_then_answered(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    await begin(fake_telegram, database, leader)
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=45)):
        leader.types("Présidente")
        await leader.sees("Bon retour")
        await fake_telegram.settled()


async def test_after_a_year_they_are_warned_and_what_they_do_not_keep_is_erased(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader, keeper = Leader(fake_telegram), Leader(fake_telegram)
    await begin(fake_telegram, database, leader, keeper)
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=352, hours=12)):
        await leader.sees("seront effacées")
        await keeper.sees("seront effacées")
        keeper.types("Trésorier")
        await keeper.sees("Bon retour")
        await fake_telegram.settled()
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=367, hours=12)):
        await nothing_comes(leader, seconds=2.5)
    assert run_of(database, leader) is None
    kept = run_of(database, keeper)
    assert kept is not None
    assert database.read(lambda store: timers.find(store, key(kept.public_id))) is not None


async def test_who_blocked_the_bot_is_not_written_to(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    await begin(fake_telegram, database, leader)
    async with serving(fake_telegram, database, at=EVENING + timedelta(hours=1)):
        leader.blocks()
        await fake_telegram.settled()
    async with serving(fake_telegram, database, at=EVENING + timedelta(days=2, hours=12)):
        await nothing_comes(leader, seconds=2)
