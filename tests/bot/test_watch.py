"""What a process says of itself at `/healthz`, `/readyz` and `/metrics`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.intake import Intake, Update, Work
from bot.settled import Settled
from bot.watch import Watch
from storage.database import Database
from storage.repositories import outbox
from storage.threads import TransactionThreads
from telemetry.figures import Figures
from tests.storage.walks import begin

#: what one of its answers is
Told = tuple[int, str]


@pytest.fixture
def watch(address: str) -> Iterator[Watch]:
    with Database.open(address) as database:
        threads = TransactionThreads(database)
        yield Watch(database, threads, lambda: datetime.now(UTC), Figures(), polls=False)
        threads.close()


async def told(app: Callable[..., Any]) -> Told:
    sent: list[dict[str, Any]] = []

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    await app({}, None, send)
    return sent[0]["status"], sent[1]["body"].decode()


async def readiness(watch: Watch) -> tuple[int, list[str]]:
    watch.signs.last = None
    status, body = await told(watch.readiness)
    return status, json.loads(body)["not_ready"]


def intake_of(watch: Watch) -> Intake:
    work = Work("t", lambda *_: None, lambda *_: None, lambda *_: None)
    return Intake(watch.threads, work, watch.clock, Settled(), lambda *_, **__: None)


async def test_who_answers_is_alive_whatever_is_wrong(watch: Watch) -> None:
    watch.database.write(lambda store: store.connection.execute(text("DROP TABLE timers")))
    assert (200, '{"status": "alive"}\n') == await told(watch.health)


async def test_one_who_takes_no_updates_yet_is_not_ready(watch: Watch) -> None:
    assert (503, ["updates"]) == await readiness(watch)
    watch.intake = intake_of(watch)
    assert (200, []) == await readiness(watch)


async def test_one_who_did_not_ask_for_updates_lately_is_not_ready(watch: Watch) -> None:
    watch.intake, watch.polls = intake_of(watch), True
    assert (503, ["updates"]) == await readiness(watch)
    watch.figures.asked_at = asyncio.get_running_loop().time()
    assert (200, []) == await readiness(watch)
    watch.figures.asked_at -= 100
    assert (503, ["updates"]) == await readiness(watch)


async def test_an_update_that_is_not_stored_for_long_is_told(watch: Watch) -> None:
    watch.intake = intake_of(watch)
    watch.intake.take(Update(1, 1, {}))
    watch.intake.waiting[0].since -= 11
    assert (503, ["intake"]) == await readiness(watch)
    _, page = await told(watch.metrics)
    (line,) = [line for line in page.splitlines() if line.startswith("alliance_intake_oldest")]
    assert 11 <= float(line.split()[1]) < 20


async def test_a_message_that_is_not_sent_for_long_is_told(watch: Watch) -> None:
    watch.intake, walk = intake_of(watch), begin(watch.database)
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    watch.database.write(
        lambda store: outbox.queue(
            store,
            contact_id=walk.contact.id,
            key="k",
            payload={"text": "Zéphyrine"},
            due=long_ago,
            now=long_ago,
        )
    )
    assert (503, ["outbox"]) == await readiness(watch)
    _, page = await told(watch.metrics)
    assert "alliance_outbox_messages 1.0" in page
    assert "Zéphyrine" not in page


@pytest.mark.parametrize(("found", "status"), [("0001", 503), ("9999", 200)])
async def test_a_schema_behind_is_told_and_one_ahead_is_borne(
    watch: Watch, found: str, status: int
) -> None:
    """An upgrade goes first: those that run are taken away after it."""
    watch.intake = intake_of(watch)
    statement = text("UPDATE alembic_version SET version_num = :found")
    watch.database.write(lambda store: store.connection.execute(statement, {"found": found}))
    assert (status, ["schema"] if status == 503 else []) == await readiness(watch)


async def test_a_database_that_fails_is_named_by_kind_and_metrics_go_on(watch: Watch) -> None:
    watch.intake = intake_of(watch)
    watch.database.write(lambda store: store.connection.execute(text("DROP TABLE dead_letters")))
    assert (503, ["database"]) == await readiness(watch)
    status, page = await told(watch.metrics)
    assert 200 == status
    assert "alliance_database_up 0.0" in page
    assert "process_open_fds" in page


async def test_the_database_is_asked_once_however_many_ask(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    read = watch.threads.read

    async def counted(function: Callable[..., object]) -> object:
        nonlocal asked
        asked += 1
        return await read(function)

    monkeypatch.setattr(watch.threads, "read", counted)
    await asyncio.gather(*(told(watch.metrics) for _ in range(20)))
    await told(watch.metrics)
    assert 1 == asked


async def test_a_database_that_is_silent_is_not_waited_for(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = asyncio.Event()
    monkeypatch.setattr(watch.threads, "read", lambda _: silent.wait())
    monkeypatch.setattr("bot.vital_signs.PATIENCE", 0.05)
    status, body = await told(watch.readiness)
    assert 503 == status
    assert "NoAnswer" == json.loads(body)["checks"]["database"]["error"]
    assert watch.signs.asking is not None
    watch.signs.asking.cancel()
