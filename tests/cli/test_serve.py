"""`alliance serve`: the desk and the bot in one process, at one port."""

from __future__ import annotations

import asyncio
import socket
import time
from pathlib import Path

import httpx2
import pytest

from tests.bot.telegram.alliance import process
from tests.harness.telegram import FakeTelegram

SECRET = "s-3"


async def said(started: asyncio.subprocess.Process, words: str) -> str:
    """Wait for a line of the process that says so."""
    assert started.stderr is not None
    async with asyncio.timeout(20):
        while words not in (line := (await started.stderr.readline()).decode()):
            assert line, f"it ended without {words!r}"
    return line


def told(port: int, *, webhook: bool) -> dict[str, str]:
    hook = {
        "TELEGRAM_WEBHOOK_URL": "http://alliance.test/hook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    return {"BIND": f"127.0.0.1:{port}"} | (hook if webhook else {})


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_desk_and_updates_come_in_at_one_port_until_it_is_stopped(
    tmp_path: Path, unused_tcp_port: int, *, webhook: bool
) -> None:
    root = f"http://127.0.0.1:{unused_tcp_port}"
    async with (
        FakeTelegram.open(limits=None) as server,
        process(server, tmp_path, **told(unused_tcp_port, webhook=webhook)) as started,
        httpx2.AsyncClient(base_url=root) as client,
    ):
        assert root in await said(started, "desk is at")
        await said(started, "listens at" if webhook else "asks for updates")
        assert 303 == (await client.get("/")).status_code
        posted = [await client.post("/hook", json={"update_id": 7}) for _ in range(2)]
        assert [403 if webhook else 404] * 2 == [answer.status_code for answer in posted]
        shown = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        taken = await client.post("/hook", json={"update_id": 7}, headers=shown)
        assert (200 if webhook else 404) == taken.status_code
        assert (405 if webhook else 404) == (await client.get("/hook")).status_code
        begun = time.monotonic()
        started.terminate()
        assert 0 == await started.wait()
        assert time.monotonic() - begun < 5


async def test_the_desk_is_open_while_telegram_is_not(tmp_path: Path, unused_tcp_port: int) -> None:
    async with FakeTelegram.open(limits=None) as server:
        settings = told(unused_tcp_port, webhook=False)
        nowhere = {"TELEGRAM_API_URL": "http://127.0.0.1:9"}
        async with process(server, tmp_path, **settings, **nowhere) as started:
            await said(started, "desk is at")
            async with httpx2.AsyncClient() as client:
                answer = await client.get(f"http://127.0.0.1:{unused_tcp_port}/sign-in")
            assert 200 == answer.status_code


async def test_a_token_that_is_refused_ends_it_before_the_desk_is_announced(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    async with FakeTelegram.open(limits=None) as server:
        server.revoke()
        async with process(server, tmp_path, **told(unused_tcp_port, webhook=False)) as started:
            assert started.stderr is not None
            complaint = (await started.stderr.read()).decode()
            assert 1 == await started.wait()
    assert "TELEGRAM_BOT_TOKEN" in complaint
    assert "desk is at" not in complaint


async def test_a_port_that_is_taken_is_told_by_its_setting(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with (
            FakeTelegram.open(limits=None) as server,
            process(server, tmp_path, **told(port, webhook=False)) as started,
        ):
            assert f"127.0.0.1:{port}" in await said(started, "Nothing can listen at")
            assert 1 == await started.wait()


async def test_where_others_may_listen_the_desk_stays_closed(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    settings = {"BIND": f"0.0.0.0:{unused_tcp_port}"}
    async with (
        FakeTelegram.open(limits=None) as server,
        process(server, tmp_path, **settings) as started,
    ):
        assert "DESK_URL is not set" in await said(started, "desk is closed")
        await said(started, "asks for updates")
        assert not (tmp_path / "alliance.db.desk-key").exists()
