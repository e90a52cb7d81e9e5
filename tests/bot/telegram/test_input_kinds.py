"""What is no text: told in one sentence what the question expects, and a contact is a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.expectation import EXPECTED
from bot.phrases import phrases_in
from flows.library import files_of
from flows.questions import KINDS
from flows.refusal import RefusalCode
from storage.database import Database
from tests.bot.telegram.serving import open_database, serving
from tests.bot.telegram.standing import begins, run_of, stand_at
from tests.harness.telegram import FakeTelegram, Leader, User

pytest_plugins = ("tests.harness.telegram.fixtures",)

SAY = phrases_in("fr")
PEOPLE = "referents"
FILE = {"file_id": "f1", "file_unique_id": "u1"}
POLL = {
    "id": "9",
    "question": "Qui\u202f?",
    "options": [{"text": "Nous", "voter_count": 0, "persistent_id": "a"}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
#: what one can send besides texts
SENDS: dict[str, Callable[[Leader], object]] = {
    "photo": lambda leader: leader.sends_photo(),
    "voice": lambda leader: leader.sends_voice(),
    "sticker": lambda leader: leader.sends_sticker(),
    "document": lambda leader: leader.sends_file(),
    "location": lambda leader: leader.sends_location(),
    "contact": lambda leader: leader.sends_contact(),
    "video note": lambda leader: leader.writes(
        "", video_note={**FILE, "length": 240, "duration": 3}
    ),
    "poll": lambda leader: leader.writes("", poll=POLL),
    "dice": lambda leader: leader.writes("", dice={"emoji": "🎲", "value": 4}),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def not_text(code: RefusalCode, **params: str) -> str:
    return SAY.say("telegram.not_text", expected=SAY.say(f"refused.{code}", **params))


def test_every_kind_that_is_asked_says_what_it_expects() -> None:
    assert set(KINDS) - {"note", "profile"} == set(EXPECTED)


async def test_whatever_is_no_text_gets_one_sentence(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        for what, send in SENDS.items():
            send(leader)
            sentence = (await leader.reads()).text
            assert f"• {not_text(RefusalCode.WORDS_EXPECTED)}" == sentence, what
        await fake_telegram.settled()
    assert [] == leader.unread


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("choice", RefusalCode.CHOICE_EXPECTED),
        ("choices", RefusalCode.CHOICES_EXPECTED),
        ("date", RefusalCode.DATE_NOTHING),
        ("number", RefusalCode.NUMBER_EXPECTED),
        ("people", RefusalCode.PEOPLE_EXPECTED),
        ("yes_no", RefusalCode.YES_NO_EXPECTED),
    ],
)
async def test_the_sentence_says_what_the_question_expects(
    fake_telegram: FakeTelegram, database: Database, kind: str, code: RefusalCode
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        stand_at(database, leader, first_of(kind))
        leader.sends_voice()
        await leader.sees(not_text(code))
        await fake_telegram.settled()


def first_of(kind: str) -> str:
    """The first question of that kind in the shipped flow."""
    lines = files_of("alliance")["flow.yaml"].decode().splitlines()
    at = lines.index(f"        kind: {kind}")
    return lines[at - 1].rpartition(" ")[2]


async def test_before_consent_it_names_the_words_that_consent(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        leader.starts()
        await leader.sees("gardées")
        agree = leader.buttons[0].label
        leader.sends_photo()
        await leader.sees(not_text(RefusalCode.CONSENT_EXPECTED, agree=agree))
        await fake_telegram.settled()


async def test_the_sentence_is_in_the_language_of_the_person(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram, User.new("Ann", language="en"))
    async with serving(fake_telegram, database):
        leader.starts()
        await leader.reads()
        leader.sends_photo()
        await leader.sees("Thank you. I can only read text.")
        await fake_telegram.settled()


async def test_the_words_of_a_caption_may_be_sent(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        for send in (leader.sends_photo, leader.sends_file):
            send(caption="Les Jardins")
            told = (await leader.reads()).text
            expected = SAY.say(f"refused.{RefusalCode.WORDS_EXPECTED}")
            assert f"• {SAY.say('telegram.caption', expected=expected)}" == told
        await fake_telegram.settled()
    assert "organisation" not in run_of(database, leader).run.answers


@pytest.mark.parametrize("new", [False, True], ids=["known", "new"])
async def test_an_album_gets_one_sentence(
    fake_telegram: FakeTelegram, database: Database, *, new: bool
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        if not new:
            await begins(leader)
        before = len(bot_messages(leader))
        for number in range(4):
            photo = [{**FILE, "file_id": f"f{number}", "width": 90, "height": 60}]
            leader.writes("", photo=photo, media_group_id="13579")
        await leader.reads()
        await fake_telegram.settled()
        album = len(bot_messages(leader))
        photo = [{**FILE, "width": 90, "height": 60}]
        leader.writes("", photo=photo, media_group_id="24680")
        await leader.sees("Je ne sais lire que du texte")
        await fake_telegram.settled()
    assert before + (2 if new else 1) == album


def bot_messages(leader: Leader) -> list[Any]:
    return [each for each in leader.messages if each.by_bot]


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ({"first_name": "Fatou", "last_name": "Diop"}, "Fatou Diop"),
        ({"first_name": "Fatou"}, "Fatou"),
        ({"first_name": "Diop, Fatou", "last_name": "(bureau)"}, "Diop Fatou bureau"),
        ({"first_name": "Fatou 🌻", "last_name": "Diop"}, "Fatou 🌻 Diop"),
        ({"first_name": "\u202eFatou\u202c", "last_name": "\u200fDiop"}, "Fatou Diop"),
        ({"first_name": "Fatou; Awa", "last_name": "- Diop"}, "Fatou Awa Diop"),
        ({"first_name": "Fatou\nAwa", "vcard": "BEGIN:VCARD\nEND:VCARD"}, "Fatou Awa"),
        ({"first_name": "فاطمة", "last_name": "ديوب"}, "فاطمة ديوب"),
    ],
)
async def test_a_shared_contact_is_a_person(
    fake_telegram: FakeTelegram, database: Database, contact: dict[str, str], name: str
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        stand_at(database, leader, PEOPLE)
        leader.writes("", contact={"phone_number": "+33612345678", **contact})
        await leader.waits(
            lambda: run_of(database, leader).run.answers.get(PEOPLE), "answer", seconds=5
        )
        await fake_telegram.settled()
    (person,) = run_of(database, leader).run.answers[PEOPLE].value
    assert (name, "", "+33612345678") == (person["name"], person["role"], person["contact"])


async def test_a_contact_without_a_name_gets_the_sentence(
    fake_telegram: FakeTelegram, database: Database
) -> None:
    leader = Leader(fake_telegram)
    async with serving(fake_telegram, database):
        await begins(leader)
        stand_at(database, leader, PEOPLE)
        leader.writes("", contact={"phone_number": "+33612345678", "first_name": ""})
        await leader.sees(not_text(RefusalCode.PEOPLE_EXPECTED))
        await fake_telegram.settled()
