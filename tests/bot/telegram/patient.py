"""A leader on a bad network: waits as long as it takes, and never says a thing twice."""

from __future__ import annotations

from bot.phrases import Phrases
from bot.touch import Act, Touch, mark
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Revised, Skipped, WentBack
from tests.bot.telegram.walker import Walker, datas
from tests.harness.telegram import Leader, Message

#: seconds in which an answer must come by itself: longer than a few takeovers in a row
PATIENCE = 45


class PatientWalker(Walker):
    """Where several boxes are to be ticked it types: what a dead process had ticked is gone."""

    def __init__(self, leader: Leader, say: Phrases, *, taps: bool) -> None:
        super().__init__(leader, say, taps=taps)
        #: the buttons under what was answered: a copy of it may come late
        self.answered: set[tuple[str, ...]] = set()
        self.open: tuple[str, ...] = ()

    async def asked(self, prompt: Prompt | None) -> Message:
        shown = self.shown(prompt)

        def find() -> Message | None:
            return next(
                (
                    each
                    for each in self.leader.unread
                    if each.buttons and shown in each.text and buttons(each) not in self.answered
                ),
                None,
            )

        message = await self.leader.waits(find, f"question {shown}", seconds=PATIENCE)
        self.open = buttons(message)
        return message

    async def does(self, reply: Reply, prompt: Prompt | None) -> None:
        await super().does(reply, prompt)
        if not isinstance(reply, Revised | WentBack):  # else the same is asked again
            self.answered.add(self.open)

    async def tapped(self, reply: Reply, message: Message) -> bool:
        """Without waiting for the spinner to stop: the answer to a tap may be lost."""
        whats = () if several(message) else whats_of(reply)
        for button in message.buttons:
            touch = Touch.read(button.data)
            if touch is not None and touch.what in whats:
                self.leader.press(message, button)
                return True
        return False


def buttons(message: Message) -> tuple[str, ...]:
    return tuple(datas(message))


def several(message: Message) -> bool:
    """Whether boxes are ticked there, and then all is confirmed."""
    return any(data.startswith(f"{Act.DONE}.") for data in datas(message))


def whats_of(reply: Reply) -> tuple[str, ...]:
    """What one button may say of a reply."""
    match reply:
        case Picked((choice,)):
            return (mark(choice),)
        case Skipped():
            return ("skip", "clear")
        case WentBack():
            return ("back",)
        case Kept():
            return ("keep",)
        case Finished():
            return (mark("done"),)
        case _:
            return ()
