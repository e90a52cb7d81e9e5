"""Nothing that a process prints holds the words of people, or a secret, whatever goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from signal import SIGTERM

import pytest
from sqlalchemy import text

from bot.talk import Talk
from storage.database import Database
from storage.guides import Guides
from storage.repositories import dead_letters
from tests.bot.telegram.alliance import process
from tests.bot.telegram.coaching import hurry
from tests.bot.telegram.remarked import is_remarked
from tests.bot.telegram.serving import MODES, SECRET, open_database, serving
from tests.bot.telegram.standing import begins, run_of, stand_at
from tests.bot.telegram.two import PEOPLE
from tests.harness.telegram import FakeTelegram, Fault, Leader, User

pytest_plugins = ("tests.harness.telegram.fixtures",)

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
            stand_at(database, leader, PEOPLE)
            leader.sends_contact(PHONE, NAME)
            await leader.sees(PHONE)
            for command in ("/mydata", "/export", "/summary"):
                leader.types(command)
            remark = is_remarked(database, leader, SAID, Guides()).public_id
            hurry(database, "verdict", "reply", "notices", "waiting")
            for typed in ("/remarks", f"/remarks revise {remark}", f"/remarks ask {remark}", SAID):
                leader.types(typed)
            await server.settled()
            server.faults.next("sendMessage", Fault.CUT_AFTER, Fault.SERVER_ERROR)
            leader.types("/summary")
            await server.settled()
            with monkeypatch.context() as broken:
                broken.setattr(Talk, "typed", breaks)
                leader.types(f"{SAID} encore")
                await leader.sees("incident", seconds=20)
            server.inject({"message": {"chat": NAME, "text": SAID}})
            leader.blocks()
            await server.settled()
            leader.unblocks()
            async with server.down():
                leader.types(f"{SAID} enfin")
            await server.settled()
        token = server.bot.token
    assert PHONE in str(run_of(database, leader).run.answers[PEOPLE].value)
    letters = database.read(dead_letters.recent)
    assert {"ValueError", "UnreadableUpdate"} == {one.error.partition(":")[0] for one in letters}
    printed = "\n".join([*capfd.readouterr(), caplog.text])
    assert "update set aside" in printed
    marks = (NAME, "Kerzafloc", PHONE, str(leader.user.id), token, token.partition(":")[2], SECRET)
    assert [] == [mark for mark in marks if mark in printed]


def breaks(*told: object) -> None:
    raise ValueError(f"{SAID} {told!r}")


#: the words of an answer are in the statement that fails
SPOIL = text("ALTER TABLE answers RENAME COLUMN value TO worth")


async def test_the_command_prints_none_either_when_a_statement_fails(
    wild_telegram: FakeTelegram, tmp_path: Path
) -> None:
    """As an operator starts it: what it prints is set up there, and nowhere else."""
    leader = Leader(wild_telegram, User.new(NAME))
    with open_database(tmp_path) as database:
        async with process(wild_telegram, tmp_path) as served:
            await wild_telegram.polled(seconds=20)
            await begins(leader)
            database.write(lambda store: store.connection.execute(SPOIL))
            leader.types(f"{SAID} {PHONE}")
            await leader.sees("incident", seconds=10)
            await wild_telegram.settled()
            served.send_signal(SIGTERM)
            _, printed = await served.communicate()
        (letter,) = database.read(dead_letters.recent)
    assert SAID in letter.body
    assert b"update set aside" in printed
    token = wild_telegram.bot.token
    marks = (NAME, "Kerzafloc", PHONE, str(leader.user.id), token, token.partition(":")[2])
    assert [] == [mark for mark in marks if mark.encode() in printed]
