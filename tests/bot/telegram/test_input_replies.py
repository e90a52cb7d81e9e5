"""A reply to the message that asked a question answers that question, whatever is asked now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.phrases import phrases_in
from storage.database import Database
from tests.bot.telegram.serving import open_database, serving
from tests.bot.telegram.standing import begins, run_of, stand_at
from tests.harness.telegram import FakeTelegram, Leader
from tests.harness.telegram.messages import Message

pytest_plugins = ("tests.harness.telegram.fixtures",)

SAY = phrases_in("fr")
SKIP = SAY.say("actions.skip.label")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


async def test_a_reply_to_a_closed_question_revises_it_and_goes_back(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        leader.types("Les Jardin")
        await leader.sees("✓ Les Jardin")
        await leader.sees("question 3/")
        before = run_of(database, leader).run.at
        leader.replies_to(asked, "Les Jardins")
        await leader.sees("C’est noté\u00a0: Les Jardins")
        shown = await leader.sees(lambda message: "✓ Les Jardins" in message.text)
        assert (asked.id, []) == (shown.id, shown.buttons)
        await fake_telegram.settled()
    assert before == run_of(database, leader).run.at
    assert "question 3/" in leader.messages[-1].text
    assert "Les Jardins" == run_of(database, leader).run.answers["organisation"].value


async def test_a_reply_to_the_open_question_is_an_ordinary_answer(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        leader.replies_to(asked, "Les Jardins")
        closed = await leader.sees("✓ Les Jardins")
        assert asked.id == closed.id
        await leader.sees("question 3/")
        await fake_telegram.settled()


async def test_an_edited_reply_corrects_what_it_answered(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        leader.types("Les Jardin")
        await leader.sees("question 3/")
        typed = leader.replies_to(asked, "Les Jardinz")
        await leader.sees("C’est noté\u00a0: Les Jardinz")
        leader.edits("Les Jardins", typed)
        await leader.sees("C’est noté\u00a0: Les Jardins")
        await fake_telegram.settled()
    values = [each.value for each in run_of(database, leader).run.answers.values()]
    assert "Les Jardins" in values


async def test_a_closed_question_shows_the_answer_that_was_corrected(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        (typed,) = leader.types("Les Jardin")
        await leader.sees("✓ Les Jardin")
        open_one = await leader.sees("question 3/")
        for corrected in ("Les Jardins", "Les Jardins partagés"):
            leader.edits(corrected, typed)
            await leader.waits(partial(shows, asked, f"✓ {corrected}"), "answer", seconds=5)
        await fake_telegram.settled()
    assert "Les Jardins partagés" == run_of(database, leader).run.answers["organisation"].value
    (kept,) = (message for message in leader.messages if message.id == open_one.id)
    assert kept.buttons


async def test_a_nudged_answer_that_is_edited_closes_all_that_showed_it(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        stand_at(database, leader, "public")
        leader.types("/resume")
        asked = await leader.sees("Qui vit le problème")
        (typed,) = leader.types("tout le monde, ici et là")
        again = await leader.sees("Votre réponse jusqu’ici")
        leader.edits("Les familles de Firminy", typed)
        await leader.sees("C’est noté\u00a0: Les familles de Firminy")
        await fake_telegram.settled()
        for each in (asked, again):
            await leader.waits(partial(shows, each, "✓ Les familles"), "answer", seconds=5)


def shows(message: Message, words: str) -> bool:
    return words in message.text


async def test_a_command_in_reply_is_a_command(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        leader.types("Les Jardins")
        await leader.sees("question 3/")
        leader.replies_to(asked, "/summary")
        await leader.sees("→ Les Jardins")
        await fake_telegram.settled()


async def test_a_question_in_reply_is_about_the_question_replied_to(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        leader.types("Les Jardins")
        await leader.sees("question 3/")
        before = run_of(database, leader)
        help_asked = SAY.words("actions.why.words")[0]
        leader.replies_to(asked, help_asked)
        await leader.reads()
        await fake_telegram.settled()
    assert before == run_of(database, leader)


async def test_a_reply_to_a_message_that_asked_nothing_is_a_text(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        leader.sends_sticker()
        sentence = await leader.sees("Je ne sais lire que du texte")
        leader.replies_to(sentence, "Les Jardins")
        await leader.sees("✓ Les Jardins")
        await fake_telegram.settled()


async def test_a_reply_to_a_question_of_another_alliance_says_so(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        asked = await begins(leader)
        leader.types("Les Jardins")
        await leader.sees("question 3/")
        leader.types("/new")
        await fake_telegram.settled()
        before = run_of(database, leader)
        leader.replies_to(asked, "Les Vergers")
        await leader.sees(SAY.say("telegram.other_alliance_asked"))
        await fake_telegram.settled()
    assert before == run_of(database, leader)


async def test_a_reply_to_a_part_of_an_item_revises_that_part(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        stand_at(database, leader, "candidates")
        leader.types("/resume")
        await leader.sees("Quels partenaires imaginez-vous")
        leader.taps(next(each.label for each in leader.buttons if "Ajouter" in each.label))
        asked = await leader.sees("Comment s’appelle cette organisation")
        leader.types("Le Panie")
        await leader.sees("De quel type d’organisation")
        before = run_of(database, leader).run.at
        leader.replies_to(asked, "Le Panier")
        await leader.sees("✓ Le Panier")
        await leader.sees("De quel type d’organisation")
        await fake_telegram.settled()
    after = run_of(database, leader).run
    assert before == after.at
    (item,) = after.answers["candidates"].value["items"]
    assert "Le Panier" == item["answers"]["candidate_name"]
