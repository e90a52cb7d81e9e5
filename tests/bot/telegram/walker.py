"""A leader who walks as a story of the shipped flow tells it: tapping, or typing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from bot.channels.telegram.dress import plain
from bot.phrases import Phrases
from bot.touch import Touch, mark
from bot.typed import typed
from flows.library import files_of
from flows.playing import Play, play
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Skipped, WentBack
from flows.stories import STORIES_FILE, load_stories
from flows.walks import prompt_of
from storage.database import Database
from tests.bot.telegram.serving import GUIDES
from tests.harness.telegram import Leader, Message

STORIES = load_stories(files_of("alliance")[STORIES_FILE])
DAY = STORIES.told_on or date(2026, 11, 24)
NOON = datetime.combine(DAY, time(12), UTC)


def played(database: Database, name: str) -> Play:
    guide = database.read(lambda store: GUIDES.live(store, "alliance"))
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

    async def asked(self, prompt: Prompt | None) -> Message:
        """The question that is open."""
        leader, text = self.leader, self.shown(prompt)

        def find() -> Message | None:
            return next((it for it in leader.unread if it.buttons and text in it.text), None)

        return await leader.waits(find, f"question {text}", seconds=40)

    def shown(self, prompt: Prompt | None) -> str:
        return plain(prompt.text) if prompt else ""

    async def does(self, reply: Reply, prompt: Prompt | None) -> None:
        message = await self.asked(prompt)
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
