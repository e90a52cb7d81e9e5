"""Correcting any answer: the list of them, then the one chosen, asked again with the old answer."""

from __future__ import annotations

from bot.answered import Line, lines
from bot.messages import Message, Passage, Style
from bot.visit import Visit
from flows.replies import Revised

__all__ = ["run"]

#: characters of an answer in the list
SHOWN_AT_MOST = 70


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    answered = lines(visit.guide, visit.stored.run)
    wanted = argument.strip()
    if not wanted:
        return (_menu(visit, answered),)
    for number, line in enumerate(answered, 1):
        if wanted in (str(number), str(line.place)):
            return visit.reply(Revised(line.place))
    unknown = visit.say.say("edit.unknown", wanted=_short(wanted))
    return (Message((Passage(Style.CAUTION, unknown),)),)


def _menu(visit: Visit, answered: tuple[Line, ...]) -> Message:
    say = visit.say
    if not answered:
        return Message((Passage(Style.PLAIN, say.say("edit.nothing")),))
    entries = [
        Passage(
            Style.ENTRY,
            say.say(
                "edit.line",
                number=number,
                question=line.question,
                answer=_short(line.answer) or say.say("edit.skipped"),
            ),
        )
        for number, line in enumerate(answered, 1)
    ]
    return Message((Passage(Style.HEADING, say.say("edit.title")), *entries))


def _short(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= SHOWN_AT_MOST else f"{first[: SHOWN_AT_MOST - 1].rstrip()}…"
