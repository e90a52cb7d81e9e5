"""A leader taps elsewhere than under the present question, in French and in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.phrases import Phrases, phrases_in
from storage.database import Database
from tests.bot.telegram.serving import open_database, serving
from tests.bot.telegram.walker import NOON, Walker, played, turns
from tests.harness.telegram import FakeTelegram, Leader, Message, User

pytest_plugins = ("tests.harness.telegram.fixtures",)

#: rows of buttons that still leave room for the text on a small phone
ROWS_AT_MOST = 12


@dataclass(frozen=True)
class Spoken:
    """What is said in a language."""

    language: str
    name: str
    role: str
    public: str
    parties: str

    @property
    def say(self) -> Phrases:
        return phrases_in(self.language)


FRENCH = Spoken(
    "fr",
    "Comment s’appelle votre association",
    "Quel est votre rôle",
    "Qui vit le problème",
    "1. Les parties",
)
ENGLISH = Spoken(
    "en",
    "What is your association called",
    "What is your role",
    "Who lives with the problem",
    "1. The parties",
)
BOTH = pytest.mark.parametrize("it", [FRENCH, ENGLISH], ids=["fr", "en"])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


async def new(leader: Leader, what: str = "") -> Message:
    """A message with buttons and these words that was not read yet."""

    def find() -> Message | None:
        return next((each for each in leader.unread if each.buttons and what in each.text), None)

    message = await leader.waits(find, what, seconds=8)
    leader._seen = message.id  # noqa: SLF001  it is read
    return message


async def named(server: FakeTelegram, it: Spoken) -> Leader:
    """Someone who has said what their association is called, and is asked for their role."""
    leader = Leader(server, User.new(language=it.language))
    leader.starts()
    agree = await new(leader)
    leader.taps(agree.buttons[0].label, on=agree)
    await new(leader, it.name)
    leader.types("Les Aînés")
    await new(leader, it.role)
    return leader


def holds(ending: str, message: Message) -> bool:
    """It brings a file with such a name."""
    return str(message.content.get("document", {}).get("file_name")).endswith(ending)


@BOTH
async def test_a_gap_is_tapped_answered_and_the_question_comes_back(
    fake_telegram: FakeTelegram, database: Database, it: Spoken
) -> None:
    async with serving(fake_telegram, database):
        leader = await named(fake_telegram, it)
        leader.types("/draft")
        draft = await new(leader)
        assert ROWS_AT_MOST >= len(draft.rows)
        gap = next(each.label for each in draft.buttons if it.public[:16] in each.label)
        leader.taps(gap, on=draft)
        await new(leader, it.public)
        leader.taps(it.say.say("actions.skip.label"))
        await new(leader, it.role)
        leader.taps("1", on=draft)
        clause = await new(leader, it.parties)
        assert clause.buttons
        leader.taps(it.say.say("ways.more"), on=draft)
        await new(leader, it.say.say("draft.gaps"))
        await fake_telegram.settled()
        assert "✓" not in draft.text


@BOTH
async def test_an_answer_is_corrected_by_its_number_at_any_time(
    fake_telegram: FakeTelegram, database: Database, it: Spoken
) -> None:
    async with serving(fake_telegram, database):
        leader = await named(fake_telegram, it)
        leader.types("/summary")
        await new(leader, "Les Aînés")
        leader.taps(it.say.say("ways.edit"))
        listed = await new(leader, it.say.say("edit.title"))
        leader.taps(it.say.say("actions.skip.label"))
        await new(leader, "4/")
        leader.taps("2", on=listed)
        await new(leader, it.name)
        leader.types("Les Cadets")
        await leader.sees("✓ Les Cadets")
        await new(leader, "4/")
        await fake_telegram.settled()
        assert it.say.say("edit.title") in listed.text


@BOTH
async def test_alliances_and_languages_are_chosen_by_touch(
    fake_telegram: FakeTelegram, database: Database, it: Spoken
) -> None:
    async with serving(fake_telegram, database):
        leader = await named(fake_telegram, it)
        leader.types("/alliances")
        menu = await new(leader, it.say.say("alliances.title"))
        assert ["● 1. Les Aînés", it.say.say("alliances.another")] == [
            b.label for b in menu.buttons
        ]
        leader.taps(it.say.say("alliances.another"), on=menu)
        agree = await new(leader, "1/8")
        leader.taps("● 1. Les Aînés", on=menu)
        await leader.sees(it.say.say("alliances.switched", title="Les Aînés"))
        await new(leader, it.role)
        toast = await leader.taps(agree.buttons[0].label, on=agree).answered()
        assert it.say.say("telegram.other_alliance") == toast.text
        other = ENGLISH if it is FRENCH else FRENCH
        leader.types("/language")
        offered = await new(leader, "/language")
        leader.taps(other.say.say("language"), on=offered)
        await leader.sees(other.say.say("language_changed"))
        await new(leader, other.role)
        await fake_telegram.settled()


@BOTH
async def test_a_newcomer_is_answered_then_all_begins(
    fake_telegram: FakeTelegram, database: Database, it: Spoken
) -> None:
    async with serving(fake_telegram, database):
        leader = Leader(fake_telegram, User.new(language=it.language))
        leader.starts("privacy")
        await leader.sees(it.say.say("privacy.title"))
        await new(leader)
        leader.starts("new")
        await new(leader)
        await fake_telegram.settled()
    assert 1 == sum(it.say.say("privacy.title") in each.text for each in leader.messages)


@pytest.mark.parametrize(("story", "it"), [("un_temps_pour_soi", FRENCH), ("allotments", ENGLISH)])
async def test_the_end_of_a_walk_offers_the_charter_the_files_and_the_coach(
    database: Database, story: str, it: Spoken
) -> None:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(FakeTelegram.open(limits=None))
        await stack.enter_async_context(serving(server, database, at=NOON))
        leader = Leader(server, User.new(language=it.language))
        walker = Walker(leader, it.say, taps=False)
        leader.starts()
        for reply, prompt in turns(played(database, story)):
            await walker.does(reply, prompt)
        end = await leader.sees("/submit", seconds=10)
        labels = [it.say.say(f"ways.{name}") for name in ("draft", "edit", "export", "submit")]
        assert labels == [each.label for each in end.buttons]
        leader.taps(labels[0], on=end)
        await new(leader, it.parties)
        leader.taps(labels[2], on=end)
        for ending in ("pdf", "docx", "md"):
            await leader.sees(partial(holds, ending), seconds=20)
        leader.taps(labels[3], on=end)
        await new(leader, "1")
        await server.settled()
        assert labels == [each.label for each in end.buttons]
        assert [] == server.breaches
