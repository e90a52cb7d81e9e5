"""Correcting any answer: the list of them, then the one chosen, asked again with the old answer."""

from __future__ import annotations

from bot.answered import Line, lines
from bot.messages import Message, Passage, Style, Way
from bot.pages import Page, page_number
from bot.shortened import shortened
from bot.visit import Visit
from flows.replies import Revised

__all__ = ["run"]

#: characters of a question, and of an answer, in the list
SHOWN_AT_MOST = 70
#: answers on a page: they stay in one message
ANSWERS_AT_MOST = 24


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    answered = lines(visit.guide, visit.stored.run)
    wanted = argument.strip()
    page = page_number(wanted)
    if page or not wanted:
        return (_menu(visit, answered, page or 1),)
    for number, line in enumerate(answered, 1):
        if wanted in (str(number), str(line.place)):
            return visit.reply(Revised(line.place))
    unknown = visit.say.say("edit.unknown", wanted=shortened(wanted, SHOWN_AT_MOST))
    return (Message((Passage(Style.CAUTION, unknown),)),)


def _menu(visit: Visit, answered: tuple[Line, ...], number: int) -> Message:
    say = visit.say
    page = Page.of(tuple(enumerate(answered, 1)), number, at_most=ANSWERS_AT_MOST)
    if not answered:
        return Message((Passage(Style.PLAIN, say.say("edit.nothing")),))
    entries = [
        Passage(
            Style.ENTRY,
            say.say(
                "edit.line",
                number=number,
                question=shortened(line.question, SHOWN_AT_MOST),
                answer=shortened(line.answer, SHOWN_AT_MOST) or say.say("edit.skipped"),
            ),
        )
        for number, line in page.lines
    ]
    ways = [
        Way(str(number), "edit", str(line.place), line.place, told=True)
        for number, line in page.lines
    ]
    title = Passage(Style.HEADING, say.say("edit.title"))
    return Message((title, *entries), ways=(*ways, *page.following("edit", say)))
