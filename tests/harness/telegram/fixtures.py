"""Fixtures: name this module in `pytest_plugins` to have them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from telegram import Bot
from tests.harness.telegram.leader import Leader
from tests.harness.telegram.server import FakeTelegram

__all__ = ["fake_telegram", "leader", "ptb", "wild_telegram"]


@pytest.fixture
async def fake_telegram() -> AsyncIterator[FakeTelegram]:
    """A server that lets no mistake pass: the test fails at its end if there was one."""
    async with FakeTelegram.open() as server:
        yield server
        assert [] == server.breaches


@pytest.fixture
async def wild_telegram() -> AsyncIterator[FakeTelegram]:
    """A server whose breaches are the business of the test."""
    async with FakeTelegram.open() as server:
        yield server


@pytest.fixture
def leader(fake_telegram: FakeTelegram) -> Leader:
    return Leader(fake_telegram)


@pytest.fixture
async def ptb(fake_telegram: FakeTelegram) -> AsyncIterator[Bot]:
    """The client of python-telegram-bot, as it comes."""
    bot = Bot(
        fake_telegram.bot.token,
        base_url=fake_telegram.bot_url,
        base_file_url=fake_telegram.file_url,
    )
    async with bot:
        yield bot
