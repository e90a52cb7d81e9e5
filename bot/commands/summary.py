"""All the answers, stage by stage, and the question again."""

from __future__ import annotations

from itertools import groupby

from bot.answered import lines
from bot.messages import Message, Passage, Style, Way
from bot.visit import Visit

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    say = visit.say
    passages: list[Passage] = []
    for stage, answered in groupby(lines(visit.guide, visit.stored.run), key=lambda it: it.stage):
        passages.append(Passage(Style.HEADING, stage))
        passages += [
            Passage(Style.ENTRY, f"{line.question} → {line.answer or say.say('edit.skipped')}")
            for line in answered
        ]
    told = passages or [Passage(Style.PLAIN, say.say("edit.nothing"))]
    ways = (Way(say.say("ways.edit"), "edit"),) if passages else ()
    return (Message(tuple(told), ways=ways), *visit.ask_again())
