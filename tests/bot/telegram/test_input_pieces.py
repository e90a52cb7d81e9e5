"""A long answer that the application cut into several messages is one answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram.pieces import Piece, Pieces, read_piece
from bot.channels.telegram.reading import From, Text
from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import timers
from storage.repositories.timers import Timer
from storage.stores import WriteStore
from tests.bot.telegram.serving import open_database, serving
from tests.bot.telegram.standing import begins, run_of
from tests.harness.telegram import FakeTelegram, Leader

pytest_plugins = ("tests.harness.telegram.fixtures",)

SAY = phrases_in("fr")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ZOE = From(5, "Zoé", "fr")
WORDS = "Nous cherchons un partenaire pour les paniers.\n"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def too_long(length: int) -> str:
    """How a refusal counts what came."""
    return f"compte {length}"


def joined(database: Database, *texts: str) -> tuple[Piece, ...]:
    """What is ready after these messages."""

    def send(store: WriteStore) -> tuple[Piece, ...]:
        pieces = Pieces("telegram:1", lambda: NOW)
        ready: tuple[Piece, ...] = ()
        for number, text in enumerate(texts, 1):
            ready = pieces.ready(store, Piece(number, Text(ZOE, number, text)))
        return ready

    return database.write(send)


def test_a_text_that_is_not_long_is_ready(database: Database) -> None:
    (piece,) = joined(database, "x" * 2048)
    assert Piece(1, Text(ZOE, 1, "x" * 2048)) == piece


@pytest.mark.parametrize(
    ("first", "glue"),
    [("x" * 4096, ""), ("😀" * 2048, ""), ("x" * 4000, " "), ("x" * 2999 + ".", "\n")],
)
def test_the_rest_follows_as_it_was_cut(database: Database, first: str, glue: str) -> None:
    (piece,) = joined(database, first, "la fin")
    assert Piece(1, Text(ZOE, 1, f"{first}{glue}la fin", parts=2)) == piece


def test_what_waited_goes_before_a_command(database: Database) -> None:
    ready = joined(database, "x" * 4000, "/help")
    assert ["x" * 4000, "/help"] == [
        each.received.text for each in ready if isinstance(each.received, Text)
    ]


def test_a_text_waits_as_a_row_that_its_timer_reads(database: Database) -> None:
    assert () == joined(database, "x" * 4000, "\ud800" * 3000)
    (timer,) = database.write(claimed)
    assert "piece:telegram:1:5" == timer.key
    piece = read_piece(timer.payload)
    assert isinstance(piece.received, Text)
    assert (1, 7001, 2) == (piece.number, len(piece.received.text), piece.received.parts)


def claimed(store: WriteStore) -> tuple[Timer, ...]:
    late = datetime(2026, 11, 24, 13, tzinfo=UTC)
    found = timers.claim(store, by="test", now=late, until=late, limit=5)
    return tuple(timer for timer in found if timer.key.startswith("piece:"))


async def test_a_cut_answer_is_answered_once(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    text = (WORDS * 300).strip()
    async with serving(fake_telegram, database):
        await begins(leader)
        before = len([each for each in leader.messages if each.by_bot])
        sent = leader.types(text)
        await leader.sees(too_long(len(text)))
        await fake_telegram.settled()
        after = len([each for each in leader.messages if each.by_bot])
        assert (4, 1) == (len(sent), after - before)


async def test_a_long_answer_that_nothing_follows_is_worked_soon(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        leader.writes("x" * 4096)
        await leader.sees(too_long(4096))
        await fake_telegram.settled()


async def test_a_long_answer_outlives_the_process(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        leader.writes("x" * 4096)
        await fake_telegram.bot.updates.emptied(seconds=5)
    async with serving(fake_telegram, database):
        await leader.sees(too_long(4096))
        await fake_telegram.settled()


async def test_a_command_after_a_long_text_comes_after_its_answer(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        leader.writes("x" * 4096)
        leader.types("/help")
        await leader.sees(too_long(4096))
        await leader.sees("/summary")
        await fake_telegram.settled()


async def test_forgetting_oneself_leaves_no_piece(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        leader.writes("x" * 4096)
        leader.types(f"/forget {SAY.say('forget.word')}")
        await leader.sees(SAY.say("forget.done"))
        await fake_telegram.settled()
    assert () == database.write(claimed)


async def test_editing_a_part_is_kindly_refused(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        _, last = leader.types("x" * 4096 + "y" * 200)
        await leader.sees(too_long(4296))
        before = run_of(database, leader)
        leader.edits("Les Jardins", last)
        await leader.sees(SAY.say("telegram.not_an_answer"))
        await fake_telegram.settled()
    assert before == run_of(database, leader)
