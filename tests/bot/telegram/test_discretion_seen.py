"""No log line, metric or trace holds words of people or a secret: a walk and a desk, with marks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from secrets import token_urlsafe

import httpx2
import pytest
import structlog
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from sqlalchemy import select

from bot.channels.telegram.client import bot_of
from bot.channels.telegram.profile import set_up
from bot.channels.telegram.service import Service
from bot.settings import BotSettings
from bot.talk import Talk
from cli.desk import desk_made
from cli.talking import conversation_on
from storage.database import Database
from storage.models.alliance import AllianceRow
from storage.models.person import Role
from storage.models.review import ReviewRow
from storage.repositories import people, sign_in, teams
from storage.stores import WriteStore
from telemetry.exporting import traced
from telemetry.logs import Discreet, write_logs
from tests.bot.telegram.remarked import is_remarked
from tests.bot.telegram.serving import GUIDES, SECRET, UNLIMITED, open_database, told_to
from tests.bot.telegram.standing import begins, stand_at
from tests.bot.telegram.two import PEOPLE
from tests.harness.telegram import FakeTelegram, Fault, Leader, User
from tests.web.browser import Forms
from web.settings import DeskSettings

NAME, SAID, PHONE = "Zéphyrine", "Kerzafloc’h-sur-Aven", "+33699999111"
COACH, KEY = "Quillevéré", "desk-key-" + "z" * 32


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Written as a process writes it, at its most talkative."""
    stream = StringIO()
    write_logs(stream, form="json", level="debug")
    yield stream
    structlog.reset_defaults()
    root = logging.getLogger()
    for each in [each for each in root.handlers if isinstance(each, Discreet)]:
        root.removeHandler(each)


@asynccontextmanager
async def served(
    server: FakeTelegram, database: Database, desk: int, watched: int
) -> AsyncIterator[None]:
    """As `alliance serve` puts it together."""
    told = told_to(server.url, server.bot.token, "webhook") | {"bind": f"127.0.0.1:{desk}"}
    settings = BotSettings.model_validate(told)
    service = Service(settings, conversation_on(database), "test", "Europe/Paris", UNLIMITED)
    began = asyncio.Event()
    service.started = lambda _: began.set()
    service.watched_at = ("127.0.0.1", watched)
    given = DeskSettings.model_validate({"desk_secret_key": KEY, "bind": f"127.0.0.1:{desk}"})
    service.desk = desk_made(given, database, GUIDES, lambda: "bot", service.figures)
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    await began.wait()
    server.spread([f"http://127.0.0.1:{desk}"])
    async with bot_of(settings) as bot:
        await set_up(bot, settings)
    try:
        yield
    finally:
        stop.set()
        await task


def invited(database: Database, token: str) -> None:
    """A coach whose link this is."""
    now = datetime.now(UTC)

    def write(store: WriteStore) -> None:
        coach = people.create(store, name=COACH, role=Role.COACH, now=now)
        teams.join(store, teams.load(store, teams.COMMON), coach.id)
        sign_in.add(store, token, person_id=coach.id, now=now)

    database.write(write)


async def reads(root: str, token: str, draft: str) -> list[int]:
    """A coach comes in, looks for a draft and opens it; and somebody tries to without a session."""
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": root}
    async with httpx2.AsyncClient(base_url=root, headers=headers) as client:
        door = await client.get(f"/sign-in/{token}")
        forms = Forms()
        forms.feed(door.text)
        (form,) = [each for each in forms.found if each.method == "post" and not each.action]
        answers = [
            door,
            await client.post(f"/sign-in/{token}", data=form.fields),
            await client.get("/drafts", params={"q": SAID}),
            await client.get(f"/drafts/{draft}"),
            await client.get(f"/{SAID}"),
        ]
        client.cookies.clear()
        answers.append(await client.get(f"/drafts/{draft}"))
    return [answer.status_code for answer in answers]


async def converses(server: FakeTelegram, database: Database, broken: pytest.MonkeyPatch) -> Leader:
    """With a remark, an update that breaks us, and a server that fails."""
    leader = Leader(server, User.new(NAME))
    await begins(leader)
    leader.types(SAID)
    await leader.sees(f"✓ {SAID}")
    stand_at(database, leader, PEOPLE)
    leader.sends_contact(PHONE, NAME)
    await leader.sees(PHONE)
    remark = is_remarked(database, leader, SAID, GUIDES).public_id
    for typed in ("/mydata", "/remarks", f"/remarks ask {remark}", SAID):
        leader.types(typed)
    await server.settled()
    server.faults.next("sendMessage", Fault.CUT_AFTER, Fault.FLOOD)
    leader.types("/summary")
    await server.settled()
    with broken.context() as breaking:
        breaking.setattr(Talk, "typed", breaks)
        leader.types(f"{SAID} encore")
        await leader.sees("incident", seconds=20)
    server.inject({"message": {"chat": NAME, "text": SAID}})
    await server.settled()
    return leader


def breaks(*told: object) -> None:
    raise ValueError(f"{SAID} {told!r}")


def draft_of(database: Database) -> str:
    """The one that there is, as addresses name it."""
    found = select(AllianceRow.public_id).join(ReviewRow, ReviewRow.alliance_id == AllianceRow.id)
    return database.read(lambda store: store.connection.execute(found).scalar_one())


async def test_what_operators_see_holds_nobodys_words(
    tmp_path: Path,
    log: StringIO,
    monkeypatch: pytest.MonkeyPatch,
    unused_tcp_port_factory: Callable[[], int],
) -> None:
    port, watched, token = unused_tcp_port_factory(), unused_tcp_port_factory(), token_urlsafe(32)
    spans = InMemorySpanExporter()
    with open_database(tmp_path) as database, traced(SimpleSpanProcessor(spans), "1"):
        invited(database, token)
        async with (
            FakeTelegram.open(limits=None) as server,
            served(server, database, port, watched),
        ):
            leader = await converses(server, database, monkeypatch)
            statuses = await reads(f"http://127.0.0.1:{port}", token, draft_of(database))
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{watched}") as client:
                page, ready = await client.get("/metrics"), await client.get("/readyz")
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
                open_to_all = [
                    (await client.get(path)).status_code for path in ("/healthz", "/readyz")
                ]
                hidden = (await client.get("/metrics")).status_code
            bot = server.bot.token
    assert [200, 303, 200, 200, 404] == statuses[:5]
    assert ([200, 200], 404) == (open_to_all, hidden)
    assert (200, 200) == (page.status_code, ready.status_code)
    written, names = log.getvalue(), {span.name for span in spans.get_finished_spans()}
    assert "update set aside" in written
    assert '"update": ' in written
    assert {"updates", "send", "desk"} <= names
    for figure in (
        'alliance_updates_total{result="set_aside"} 2.0',
        'alliance_sends_total{result="uncertain"} ',
        'alliance_desk_requests_total{page="draft",status="200"} 1.0',
        "alliance_telegram_limited_total 1.0",
        "alliance_dead_letters 2.0",
    ):
        assert figure in page.text
    told = "".join(span.to_json() for span in spans.get_finished_spans())
    seen = {"log": written, "metrics": page.text, "readiness": ready.text, "traces": told}
    marks = (NAME, "Kerzafloc", PHONE, COACH, str(leader.user.id), bot, SECRET, KEY, token)
    assert [] == [(where, mark) for where, text in seen.items() for mark in marks if mark in text]
