"""Whole walks on Telegram, told by the stories of the shipped flow: tapping, and typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.phrases import Phrases, phrases_in
from bot.touch import Touch, mark
from bot.typed import typed
from flows.library import files_of
from flows.playing import Play, play
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Skipped, WentBack
from flows.stories import STORIES_FILE, load_stories
from flows.walks import prompt_of
from storage.database import Database
from storage.guides import Guides
from storage.repositories import charters
from tests.bot.telegram.serving import MODES, UNLIMITED, open_database, serving
from tests.harness.telegram import FakeTelegram, Leader, Message, User

STORIES = load_stories(files_of("alliance")[STORIES_FILE])
DAY = STORIES.told_on or date(2026, 11, 24)
NOON = datetime.combine(DAY, time(12), UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


def played(database: Database, name: str) -> Play:
    guide = database.read(lambda store: Guides().live(store, "alliance"))
    story = next(one for one in STORIES.stories if one.story == name)
    found = play(guide.compiled, story, today=DAY)
    assert () == found.failures
    return found


def turns(story: Play) -> Iterator[tuple[Reply, Prompt | None]]:
    """Each reply, and the question that it answers."""
    prompt: Prompt | None = None
    for turn in story.turns:
        if turn.reply is not None:
            yield turn.reply, prompt
        prompt = prompt_of(turn.sprint)


class Walker:
    """Taps whatever has a button, or types everything."""

    def __init__(self, leader: Leader, say: Phrases, *, taps: bool) -> None:
        self.leader, self.say, self.taps = leader, say, taps

    async def asked(self) -> Message:
        """The question that is open."""
        leader = self.leader
        return await leader.waits(
            lambda: next((each for each in leader.unread if each.buttons), None),
            "question",
            seconds=10,
        )

    async def does(self, reply: Reply, prompt: Prompt | None) -> None:
        message = await self.asked()
        self.leader._seen = message.id  # noqa: SLF001  it is read
        if self.taps and await self.tapped(reply, message):
            return
        self.leader.types(typed(reply, prompt, self.say))

    async def tapped(self, reply: Reply, message: Message) -> bool:
        match reply:
            case Picked(choices):
                for choice in choices:
                    await self.press(message, mark(choice))
                if any(data.startswith("d.") for data in datas(message)):
                    await self.leader.waits(
                        lambda: (
                            sum("☑" in each.label for each in message.buttons) == len(choices)
                            or None
                        ),
                        "ticks",
                        seconds=10,
                    )
                    self.leader.press(message, next(b for b in message.buttons if b.data[0] == "d"))
                return True
            case Skipped() | WentBack() | Kept():
                names = {Skipped: ("skip", "clear"), WentBack: ("back",), Kept: ("keep",)}
                return await self.press(message, *names[type(reply)])
            case Finished():
                return await self.press(message, mark("done"))
            case _:
                return False

    async def press(self, message: Message, *whats: str) -> bool:
        for button in message.buttons:
            touch = Touch.read(button.data)
            if touch is not None and touch.what in whats:
                tap = self.leader.press(message, button)
                assert "" == (await tap.answered()).text
                return True
        return False


def datas(message: Message) -> list[str]:
    return [each.data for each in message.buttons]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("name", "language", "way"),
    [("potagers", "fr", "taps"), ("allotments", "en", "types")],
)
async def test_a_leader_walks_from_welcome_to_the_files(
    database: Database, mode: str, name: str, language: str, way: str
) -> None:
    say, story = phrases_in(language), played(database, name)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(FakeTelegram.open(limits=None))
        await stack.enter_async_context(serving(server, database, mode, limits=UNLIMITED, at=NOON))
        leader = Leader(server, User.new(language=language))
        walker = Walker(leader, say, taps=way == "taps")
        leader.starts()
        for reply, prompt in turns(story):
            await walker.does(reply, prompt)
        await leader.sees("/submit", seconds=10)
        await server.settled()
        await ends(leader, database)
        await server.settled()
        assert [] == server.breaches


def holding(ending: str) -> Callable[[Message], bool]:
    """A message with a file of such a name."""

    def holds(message: Message) -> bool:
        return str(message.content.get("document", {}).get("file_name")).endswith(ending)

    return holds


async def ends(leader: Leader, database: Database) -> None:
    leader.types("/draft")
    await leader.sees("/draft", seconds=10)
    leader.types("/submit")
    await leader.sees("1", seconds=10)
    leader.types("/export")
    for ending in (".pdf", ".docx", ".md"):
        await leader.sees(holding(ending), seconds=20)
    (sent,) = database.read(lambda store: charters.recent(store, limit=5))
    assert 1 == sent.number
