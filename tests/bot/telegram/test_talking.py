"""A leader talks to the bot as it is served, by polling and by webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.phrases import phrases_in
from storage.database import Database
from storage.repositories import contacts, dead_letters
from tests.bot.telegram.serving import MODES, open_database, serving
from tests.harness.telegram import FakeTelegram, Fault, Group, Leader, Message, User

pytest_plugins = ("tests.harness.telegram.fixtures",)

SAY = phrases_in("fr")
NAME = "Comment s’appelle votre association\u202f?"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = {HEADER: "s-3"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


async def begins(leader: Leader) -> Message:
    """Up to the name of the association; the question."""
    leader.starts()
    await leader.sees("gardées")
    agree = next(each for each in leader.buttons)
    leader.taps(agree.label)
    return await leader.sees(NAME)


@pytest.mark.parametrize("mode", MODES)
async def test_a_leader_begins_and_answers(
    fake_telegram: FakeTelegram, database: Database, mode: str
) -> None:
    leader = Leader(fake_telegram, User.new("<Zoé>", "& \u202eCie"))
    async with serving(fake_telegram, database, mode):
        asked = await begins(leader)
        assert [NAME] == asked.styled("bold")
        leader.types("Les <Jardins> & Cie")
        closed = await leader.sees("✓ Les <Jardins> & Cie")
        assert (asked.id, []) == (closed.id, closed.buttons)
        await fake_telegram.settled()


async def test_each_answer_of_a_burst_closes_its_own_question(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        fake_telegram.faults.late = 0.3
        for fault in (Fault.SLOW, Fault.SLOW):
            fake_telegram.faults.next("sendMessage", fault)
        for said in ("Les Aînés", "Bénévole", "5"):
            leader.types(said)
        for said in ("Les Aînés", "Bénévole"):
            await leader.sees(f"✓ {said}", seconds=10)
        await fake_telegram.settled()
    sent = {
        call.result["message_id"]: str(call.params["text"])
        for call in fake_telegram.log.of("sendMessage")
        if isinstance(call.result, dict)
    }
    closings = list(fake_telegram.log.of("editMessageText"))
    assert len(closings) > 2
    for each in closings:
        question, _, _ = str(each.params["text"]).partition("\n")
        assert question in sent[each.params["message_id"]]


async def test_a_double_tap_answers_once(fake_telegram: FakeTelegram, database: Database) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        leader.starts()
        await leader.sees("gardées")
        laptop = leader.device()
        laptop.sleeps()
        agree = leader.buttons[0].label
        first, second = laptop.taps(agree), laptop.taps(agree)
        assert ["", SAY.say("telegram.answered")] == [
            (await first.answered()).text,
            (await second.answered()).text,
        ]
        await leader.sees(NAME)
        await fake_telegram.settled()
        assert 1 == sum(NAME in each.text for each in leader.messages)


async def test_an_old_button_offers_to_correct(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        tablet = leader.device()
        tablet.sleeps()
        leader.types("Les Jardins")
        await leader.sees("✓ Les Jardins")
        asked = await leader.sees(lambda message: bool(message.buttons))
        leader.taps(SAY.say("actions.skip.label"), on=asked)
        await leader.sees("question 4/")
        toast = await tablet.taps(SAY.say("actions.skip.label")).answered()
        assert SAY.say("telegram.answered") == toast.text
        await leader.sees(SAY.say("telegram.old_button"))
        leader.taps(SAY.say("telegram.revise"))
        again = await leader.sees("jusqu’ici\u00a0: Les Jardins")
        assert NAME in again.text
        await fake_telegram.settled()


async def test_an_edited_message_corrects_its_answer(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        (typed,) = leader.types("Les Jardin")
        await leader.sees("✓ Les Jardin")
        await leader.sees("question 3/")
        leader.edits("Les Jardins", typed)
        await leader.sees("C’est noté\u00a0: Les Jardins")
        leader.types("/summary")
        assert "Les Jardins" in (await leader.sees("→ Les Jardin")).text
        await fake_telegram.settled()


async def test_what_is_no_text_gets_one_kind_sentence(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        for send in (leader.sends_photo, leader.sends_voice, leader.sends_sticker):
            send()
            assert "Je ne sais lire que du texte" in (await leader.reads()).text
        await fake_telegram.settled()
    assert [] == leader.unread


async def test_a_group_is_told_to_come_in_private(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram, group=Group.new("Bureau"))
    async with serving(fake_telegram, database):
        leader.adds_bot()
        assert "https://t.me/alliance_bot" in (await leader.reads()).text
        leader.types("bonjour à tous")
        await fake_telegram.settled()
    assert [] == leader.unread


async def test_an_update_that_comes_three_times_has_one_effect(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database, "webhook") as served:
        leader.starts()
        await leader.sees("gardées")
        (update,) = fake_telegram.bot.updates.made
        url = f"http://127.0.0.1:{served.port}/hook"
        async with aiohttp.ClientSession(headers=SECRET) as client:
            posts = [client.post(url, json=update) for _ in range(3)]
            assert [200] * 3 == [each.status for each in await asyncio.gather(*posts)]
            refused = await client.post(url, json=update, headers={HEADER: "no"})
            assert 403 == refused.status
        await fake_telegram.settled()
    assert 2 == len([each for each in leader.messages if each.by_bot])


@pytest.mark.parametrize("mode", MODES)
async def test_a_broken_update_is_set_aside_and_harms_no_other(
    fake_telegram: FakeTelegram, database: Database, mode: str
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database, mode):
        fake_telegram.inject({"message": {"chat": "là"}})
        fake_telegram.inject({"hologram": {}})
        await begins(leader)
        await fake_telegram.settled()
    letters = database.read(dead_letters.recent)
    assert ["UnreadableUpdate"] == [each.error.partition(":")[0] for each in letters]


async def test_who_blocked_and_came_back_finds_everything(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)

    def blocked() -> bool:
        contact = database.read(lambda it: contacts.find(it, "telegram", str(leader.chat.id)))
        return contact is not None and contact.blocked_at is not None

    async with serving(fake_telegram, database):
        await begins(leader)
        leader.blocks()
        await fake_telegram.settled()
        await fake_telegram.polled()
        assert blocked()
        leader.unblocks()
        leader.starts()
        await leader.sees("Bon retour")
        assert not blocked()
        await fake_telegram.settled()
