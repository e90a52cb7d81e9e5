"""Simulated leaders, who each answer again the moment that they are answered."""

from __future__ import annotations

from itertools import islice
from time import perf_counter

from benchmarks.telegram.form import Question, marks, questions
from tests.harness.telegram import FakeTelegram, Leader, Message

__all__ = ["Walker"]

#: seconds that a leader waits
PATIENCE = 120
#: newest messages among which a leader looks for the reply
LOOKED_AT = 6


class Walker:
    """One leader; `taps` says whether the bot offers choices as buttons, or only echoes."""

    def __init__(self, server: FakeTelegram, number: int, *, taps: bool) -> None:
        self.leader = Leader(server)
        self.number = number
        self.taps = taps
        #: what was answered, in order, and the seconds that each reply took
        self.said: list[str] = []
        self.seconds: list[float] = []
        self.question: Message | None = None

    async def begins(self) -> None:
        sent = self.leader.starts()
        self.question = await self._sees(marks()[0] if self.taps else "/start", sent.id)

    async def answers(self, count: int) -> None:
        """The first questions, in order."""
        for number, question in enumerate(islice(questions(), count)):
            begun = perf_counter()
            said = question.answer(self.number)
            since = self._says(question, said)
            self.question = await self._sees(marks()[number + 1] if self.taps else said, since)
            self.seconds.append(perf_counter() - begun)
            self.said.append(said)

    def _says(self, question: Question, said: str) -> int:
        """The number of the message that the reply edits or comes after."""
        if not (question.options and self.taps):
            return self.leader.types(said)[0].id
        assert self.question is not None
        self.leader.taps(said, on=self.question)
        return self.question.id

    async def _sees(self, words: str, since: int) -> Message:
        def find() -> Message | None:
            newest = islice(reversed(self.leader.chat.messages.values()), LOOKED_AT)
            return next((one for one in newest if _is_reply(one, words, since)), None)

        return await self.leader.waits(find, repr(words), seconds=PATIENCE)


def _is_reply(message: Message, words: str, since: int) -> bool:
    return message.id >= since and message.by_bot and words in message.text
