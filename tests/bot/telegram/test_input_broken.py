"""What breaks us is set aside and owned up to once; what nobody can read stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.phrases import phrases_in
from cli.main import app
from storage.database import Database
from storage.repositories import dead_letters
from tests.bot.telegram.serving import open_database, serving
from tests.bot.telegram.standing import NAME, begins, run_of
from tests.harness.telegram import FakeTelegram, Leader, User

pytest_plugins = ("tests.harness.telegram.fixtures",)

SAY = phrases_in("fr")
SKIP = SAY.say("actions.skip.label")
PRIVATE = {"id": 1_999_999, "type": "private"}
#: updates that are not as Telegram says that they are
UNREADABLE: list[dict[str, Any]] = [
    {"message": None},
    {"message": []},
    {"message": "bonjour"},
    {"message": {"message_id": 5}},
    {"message": {"message_id": 5, "chat": {"type": "private"}, "text": "a"}},
    {"message": {"message_id": "cinq", "chat": PRIVATE, "text": "a"}},
    {"message": {"message_id": 5, "chat": PRIVATE, "from": [], "contact": {"first_name": "A"}}},
    {"message": {"message_id": 5, "chat": PRIVATE, "text": "a", "reply_to_message": 3}},
    {"message": {"message_id": 5, "chat": PRIVATE, "text": "a", "reply_to_message": {}}},
    {"edited_message": 5},
    {"callback_query": {"id": "1", "message": {"chat": PRIVATE}}},
    {"my_chat_member": {"chat": PRIVATE}},
]
#: of kinds that nobody asked for, or that nobody can be told about
UNKNOWN: list[dict[str, Any]] = [{}, {"hologram": {}}, {"callback_query": {"id": "1"}}]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def by_bot(leader: Leader) -> int:
    return len([each for each in leader.messages if each.by_bot])


async def test_who_breaks_us_is_told_once_and_answered_when_it_is_mended(
    fake_telegram: FakeTelegram, database: Database, tmp_path: Path
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        state = database.write(spoilt)
        before = by_bot(leader)
        leader.types("Les Jardins")
        await leader.sees(SAY.say("failed"))
        for line in ("Allô\u202f?", "Il y a quelqu’un\u202f?", "/help"):
            leader.types(line)
        await fake_telegram.settled()
        assert 1 == by_bot(leader) - before
    letters = database.read(dead_letters.recent)
    assert ["UnreadableRun"] * 4 == [each.error.partition(":")[0] for each in letters]
    mend(database, state)
    address = f"sqlite:///{tmp_path / 'alliance.db'}"
    first = str(letters[-1].id)
    replay = ["telegram", "replay", first, "--database", address]
    assert 0 == CliRunner().invoke(app, replay).exit_code
    async with serving(fake_telegram, database):
        await leader.sees("C’est noté\u00a0: Les Jardins")
        await fake_telegram.settled()
    assert "Les Jardins" == run_of(database, leader).run.answers["organisation"].value


WRITE = text("UPDATE runs SET state = :state")


def spoilt(store: Any) -> str:  # noqa: ANN401  a store that writes
    """Make every stored walk unreadable; what it was."""
    (state,) = store.connection.execute(text("SELECT state FROM runs")).scalars().all()
    store.connection.execute(WRITE, {"state": "{"})
    return str(state)


def mend(database: Database, state: str) -> None:
    database.write(lambda store: store.connection.execute(WRITE, {"state": state}))


async def test_another_question_may_have_another_apology(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        for _ in range(2):
            state = database.write(spoilt)
            leader.types("Les Jardins")
            await leader.sees(SAY.say("failed"))
            mend(database, state)
            leader.types("Les Jardins")
            await leader.sees(lambda message: bool(message.buttons))
        await fake_telegram.settled()


async def test_what_one_breaks_is_no_matter_to_the_others(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    broken, other = Leader(fake_telegram, User.new("Awa")), Leader(fake_telegram, User.new("Bo"))
    async with serving(fake_telegram, database):
        await begins(broken)
        database.write(spoilt)
        broken.types("Les Jardins")
        await begins(other)
        await broken.sees(SAY.say("failed"))
        await fake_telegram.settled()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_what_nobody_can_read_stops_nothing(
    fake_telegram: FakeTelegram, database: Database, mode: str
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database, mode):
        for body in (*UNREADABLE, *UNKNOWN):
            fake_telegram.inject(body)
        await begins(leader)
        await fake_telegram.settled()
    letters = database.read(dead_letters.recent)
    assert len(UNREADABLE) == len(letters)
    assert {"UnreadableUpdate"} == {each.error.partition(":")[0] for each in letters}


async def test_half_a_character_stops_nothing(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        body = {"message_id": 90, "chat": leader.chat.as_json(), "text": "Les \ud83d Jardins"}
        fake_telegram.inject({"message": {**body, "from": leader.user.as_json()}})
        leader.types(
            "Les Jardins",
        )
        await leader.sees("question 3/")
        await fake_telegram.settled()


async def test_after_an_outage_who_typed_is_answered_and_lost_taps_are_no_loss(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        await fake_telegram.settled()
    tap = leader.taps(SKIP, on=asked)
    updates = fake_telegram.bot.updates
    updates.drop_expired(tap.query.at + 151)
    assert {} == updates.pending
    async with serving(fake_telegram, database):
        leader.taps(SKIP, on=asked)
        await leader.sees("question 3/")
        await fake_telegram.settled()
    leader.types("/summary")
    async with serving(fake_telegram, database):
        await leader.sees("question 3/")
        await fake_telegram.settled()


async def test_a_button_that_died_in_an_outage_shows_where_we_are(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    tablet = leader.device()
    async with serving(fake_telegram, database):
        await begins(leader)
        tablet.sleeps()
        await fake_telegram.settled()
    leader.types("Les Jardins")
    async with serving(fake_telegram, database):
        await leader.sees("question 3/")
        assert SAY.say("telegram.answered") == (await tablet.taps(SKIP).answered()).text
        leader.taps(SKIP)
        await leader.sees("question 4/")
        tablet.taps(SKIP)
        await leader.sees(SAY.say("telegram.old_button"))
        leader.taps(SAY.say("telegram.revise"))
        assert NAME in (await leader.sees("jusqu’ici\u00a0: Les Jardins")).text
        await fake_telegram.settled()


NAMES = ["🌻", "<b>Zoé</b>", "&amp; Cie", "\u202eeoZ", "\u200f", "{name}", "ﷺ" * 40, "A\u0301wa\n"]


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_is_only_a_name(
    fake_telegram: FakeTelegram, database: Database, name: str
) -> None:
    leader = Leader(fake_telegram, User.new(name, "</i>"))
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        assert [NAME] == asked.styled("bold")
        leader.types(f"Les {name} Jardins")
        await leader.sees("question 3/")
        await fake_telegram.settled()


async def test_two_devices_answer_the_same_question_once(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        phone, laptop = leader.device(), leader.device()
        laptop.sleeps()
        phone.types("Les Jardins")
        tap = laptop.taps(SKIP)
        assert SAY.say("telegram.answered") == (await tap.answered()).text
        await fake_telegram.settled()
    assert "Les Jardins" == run_of(database, leader).run.answers["organisation"].value
