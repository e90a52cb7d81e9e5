"""Updates are fetched while others are being stored, and only what is stored is confirmed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from bot import intake
from bot.channels.telegram import in_hand, polling
from bot.channels.telegram.transport import AiohttpRequest
from bot.intake import Effect, Intake, Update, Work
from bot.settled import Settled
from storage.database import Database
from storage.errors import DatabaseLocked, StorageError
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from tests.bot.telegram.serving import open_database
from tests.harness.telegram import FakeTelegram

pytest_plugins = ("tests.harness.telegram.fixtures",)

SECONDS = 5


@dataclass(slots=True)
class Worker:
    """Works updates, slowly from the third one on, until it is let go."""

    worked: list[str] = field(default_factory=list)
    go_on: Event = field(default_factory=Event)
    #: raised at the first tries
    errors: list[StorageError] = field(default_factory=list)

    def work(self, store: WriteStore, update: Update) -> Effect | None:
        del store
        if len(self.worked) == 2 and not self.go_on.wait(SECONDS):
            raise TimeoutError
        if self.errors:
            raise self.errors.pop()
        self.worked.append(update.body["message"]["text"])
        return None


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", 2)
    monkeypatch.setattr(in_hand, "FIRST_PAUSE", 0.01)


@asynccontextmanager
async def polled(server: FakeTelegram, database: Database, worker: Worker) -> AsyncIterator[None]:
    threads = TransactionThreads(database)
    work = Work("test", worker.work, lambda *_: None, lambda *_: None)
    taking = Intake(threads, work, lambda: datetime.now(UTC), Settled(), lambda *_, **__: None)
    async with AiohttpRequest() as request:
        url = f"{server.bot_url}{server.bot.token}"
        tasks = [
            asyncio.create_task(taking.run()),
            asyncio.create_task(polling.poll(request, url, taking)),
        ]
        try:
            yield
        finally:
            worker.go_on.set()
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            threads.close()


def said(text: str, chat: int) -> dict[str, Any]:
    chats = {"chat": {"id": chat, "type": "private"}, "from": {"id": chat}}
    return {"message": {"message_id": 1, "text": text, **chats}}


def offsets(server: FakeTelegram) -> list[int]:
    calls = [call for call in server.log.calls if call.method == "getUpdates"]
    return [call.params.get("offset", 0) for call in calls]


async def test_while_half_of_them_are_stored_more_are_fetched_and_none_of_the_rest_is_confirmed(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    first = [fake_telegram.inject(said(f"{number}", number)).id for number in range(4)]
    worker = Worker()
    async with polled(fake_telegram, database, worker):
        await fake_telegram.bot.updates.changes.until(
            lambda: first[2] in offsets(fake_telegram) or None, seconds=SECONDS
        )
        assert [0, first[2]] == offsets(fake_telegram)
        later = fake_telegram.inject(said("4", 4)).id
        assert [*first[2:], later] == sorted(fake_telegram.bot.updates.pending)
        worker.go_on.set()
        await fake_telegram.settled()
    assert ["0", "1", "2", "3", "4"] == worker.worked


async def test_of_two_that_are_stored_together_none_is_fetched_again(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    first = [fake_telegram.inject(said(f"{number}", number)).id for number in range(2)]
    worker = Worker()
    async with polled(fake_telegram, database, worker):
        await fake_telegram.settled()
        assert [0, first[-1] + 1] == offsets(fake_telegram)
    assert ["0", "1"] == worker.worked


async def test_what_a_chat_said_later_waits_for_what_could_not_be_stored(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    for number in range(5):
        fake_telegram.inject(said(f"{number}", chat=1))
    worker = Worker(errors=[DatabaseLocked(database="here")] * 6)
    worker.go_on.set()
    async with polled(fake_telegram, database, worker):
        await fake_telegram.settled()
    assert ["0", "1", "2", "3", "4"] == worker.worked
