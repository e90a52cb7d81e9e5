"""Telegram that is away, silent, or talks nonsense: whoever writes is answered when it is back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.channels.telegram import polling
from bot.channels.telegram.client import bot_of
from bot.channels.telegram.service import TokenRefused
from bot.channels.telegram.transport import AiohttpRequest, NotDelivered
from storage.database import Database
from telemetry.figures import Figures
from tests.bot.telegram.alliance import process
from tests.bot.telegram.gateway import Garbage, Gateway
from tests.bot.telegram.heard import NAME, WELCOME, times_heard, unexcused
from tests.bot.telegram.serving import MODES, open_database, serving, settings_for
from tests.harness.telegram import FakeTelegram, Fault, Leader, Message

pytest_plugins = ("tests.harness.telegram.fixtures",)

TEN_MINUTES = 600
#: what people read when the server does not answer in JSON, or not in the Bot API's
HTML = b"<html><h1>Bad gateway</h1></html>"
NONSENSE = {
    "a page of a proxy": Garbage(502, HTML, "text/html"),
    "a page that says it is well": Garbage(200, HTML, "text/html"),
    "a page that forbids": Garbage(403, HTML, "text/html"),
    "nothing at all": Garbage(200, b""),
    "half an answer": Garbage(200, b'{"ok":true,"result":[{"upd'),
    "another text than UTF-8": Garbage(200, b"\xff\xfe\x00"),
    "an answer without a result": Garbage(200, b'{"ok":true}'),
    "null": Garbage(200, b"null"),
    "a list": Garbage(200, b"[]"),
    "another result than a list": Garbage(200, b'{"ok":true,"result":{"x":1}}'),
    "a failure of the server": Garbage(500, b'{"ok":false,"error_code":500,"description":"x"}'),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


async def test_it_asks_again_at_least_every_quarter_of_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []
    nobody, intake = AiohttpRequest(), SimpleNamespace(figures=Figures())

    async def refuse(*_: object, **__: object) -> None:
        raise NotDelivered("nobody is there")

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if sum(pauses) > TEN_MINUTES:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", pause)
    monkeypatch.setattr(nobody, "call", refuse)
    with pytest.raises(asyncio.CancelledError):
        await polling.poll(nobody, "http://127.0.0.1/bot", intake)  # type: ignore[arg-type]
    assert [0.5, 1, 2, 4, 8, 15, 15] == pauses[:7]
    assert {15} == set(pauses[5:])


@pytest.mark.parametrize("mode", MODES)
async def test_whoever_wrote_before_during_or_after_is_answered_once_and_in_order(
    database: Database, mode: str, kills: int
) -> None:
    seconds = 20 if kills >= 50 else 3  # the long form of `make faults`
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, database, mode),
    ):
        before, during, after = leaders = [Leader(server) for _ in range(3)]
        before.starts()
        await before.sees(WELCOME)
        async with server.down():
            before.types("1")
            during.starts()
            during.types("1")
            during.types("Les potagers du canal")
            await asyncio.sleep(seconds)
        after.starts()
        await after.sees(WELCOME, seconds=25)
        after.types("1")
        for each in leaders:
            await each.sees(NAME, seconds=25)
        await during.sees("question 3/", seconds=25)
        await server.settled(seconds=10)
        shown = [(times_heard(it, WELCOME), times_heard(it, NAME)) for it in leaders]
        assert [(1, 1)] * 3 == shown
        assert order(during.messages, WELCOME, NAME, "question 3/")
        assert ([], []) == (server.breaches, unexcused(server))


def order(messages: list[Message], *words: str) -> bool:
    texts = [each.text for each in messages if each.by_bot]
    places = [next(n for n, text in enumerate(texts) if word in text) for word in words]
    return places == sorted(places)


@pytest.mark.parametrize("mode", MODES)
async def test_what_a_refused_token_left_open_is_sent_with_the_next(
    database: Database, mode: str
) -> None:
    """A webhook asks for nothing: it finds out when it sends."""
    async with FakeTelegram.open(limits=None) as server:
        leader = Leader(server)
        async with serving(server, database, mode) as served:
            leader.starts()
            await leader.sees(WELCOME)
            with server.faults.during(Fault.UNAUTHORIZED, "sendMessage"):
                leader.types("1")
                async with asyncio.timeout(5):
                    with pytest.raises(TokenRefused):
                        await asyncio.shield(served.task)
        assert 0 == times_heard(leader, NAME)
        async with serving(server, database, mode):
            await leader.sees(NAME, seconds=12)  # what the dead one had in hand is leased to it
            await server.settled()
        assert (1, []) == (times_heard(leader, NAME), unexcused(server))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_process_whose_token_is_revoked_says_which_setting_it_is(
    wild_telegram: FakeTelegram, tmp_path: Path, unused_tcp_port: int, mode: str
) -> None:
    hook = {
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{unused_tcp_port}/hook",
        "TELEGRAM_WEBHOOK_SECRET": "s-3",
        "BIND": f"127.0.0.1:{unused_tcp_port}",
    }
    leader = Leader(wild_telegram)
    async with process(wild_telegram, tmp_path, **(hook if mode == "webhook" else {})) as served:
        if mode == "webhook":
            settings = settings_for(wild_telegram, mode)
            async with bot_of(settings) as bot:
                await bot.set_webhook(hook["TELEGRAM_WEBHOOK_URL"], secret_token="s-3")
        leader.starts()
        await leader.sees(WELCOME, seconds=20)
        wild_telegram.revoke()
        leader.types("1")
        async with asyncio.timeout(10):
            _, said = await served.communicate()
    assert 1 == served.returncode
    assert "TELEGRAM_BOT_TOKEN" in said.decode()
    assert wild_telegram.bot.token not in said.decode()


@pytest.mark.parametrize("what", list(NONSENSE))
async def test_nonsense_is_no_reason_to_stop(database: Database, what: str) -> None:
    async with FakeTelegram.open(limits=None) as server, Gateway.open(server) as gateway:
        leader = Leader(server)
        gateway.answers("getUpdates", NONSENSE[what])
        async with serving(cast("FakeTelegram", gateway), database):
            leader.starts()
            await leader.sees(WELCOME, seconds=3)
        assert 1 == times_heard(leader, WELCOME)


@pytest.mark.parametrize("what", ["a page of a proxy", "a page that forbids"])
async def test_nonsense_about_a_message_loses_none(database: Database, what: str) -> None:
    async with FakeTelegram.open(limits=None) as server, Gateway.open(server) as gateway:
        leader = Leader(server)
        async with serving(cast("FakeTelegram", gateway), database):
            leader.starts()
            await leader.sees(WELCOME)
            gateway.answers("sendMessage", NONSENSE[what])
            leader.types("1")
            await leader.sees(NAME, seconds=4)
        assert 1 == times_heard(leader, NAME)


@pytest.mark.parametrize("fault", [Fault.CUT_BEFORE, Fault.CUT_AFTER])
async def test_polls_that_break_are_asked_again(database: Database, fault: Fault) -> None:
    async with FakeTelegram.open(limits=None) as server:
        leader = Leader(server)
        server.faults.next("getUpdates", fault)
        async with serving(server, database):
            leader.starts()
            await leader.sees(WELCOME, seconds=10)
            await server.settled()
        assert (1, []) == (times_heard(leader, WELCOME), unexcused(server))
