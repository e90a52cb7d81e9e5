"""Nothing that a process prints holds the words of people, or a secret, whatever goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.talk import Talk
from storage.database import Database
from storage.repositories import dead_letters
from tests.bot.telegram.serving import MODES, SECRET, open_database, serving
from tests.bot.telegram.standing import begins
from tests.harness.telegram import FakeTelegram, Leader, User

NAME, SAID, PHONE = "Zéphyrine", "Kerzafloc’h-sur-Aven", "+33699999111"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("mode", MODES)
async def test_no_words_and_no_secrets_in_what_is_printed(
    database: Database,
    mode: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.INFO)
    async with FakeTelegram.open(limits=None) as server:
        async with serving(server, database, mode):
            leader = Leader(server, User.new(NAME))
            await begins(leader)
            leader.types(SAID)
            await leader.sees(f"✓ {SAID}")
            leader.sends_contact(PHONE, NAME)
            leader.types("/mydata")
            await server.settled()
            with monkeypatch.context() as broken:
                broken.setattr(Talk, "typed", breaks)
                leader.types(f"{SAID} encore")
                await leader.sees("incident")
            server.inject({"message": {"chat": NAME, "text": SAID}})
            leader.blocks()
            await server.settled()
            leader.unblocks()
            async with server.down():
                leader.types(f"{SAID} enfin")
            await server.settled()
        token = server.bot.token
    letters = database.read(dead_letters.recent)
    assert {"ValueError", "UnreadableUpdate"} == {one.error.partition(":")[0] for one in letters}
    printed = "\n".join([*capfd.readouterr(), caplog.text])
    assert "update set aside" in printed
    marks = (NAME, "Kerzafloc", PHONE, str(leader.user.id), token, token.partition(":")[2], SECRET)
    assert [] == [mark for mark in marks if mark in printed]


def breaks(*told: object) -> None:
    raise ValueError(f"{SAID} {told!r}")
