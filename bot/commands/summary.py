"""All the answers, stage by stage, and the question again."""

from __future__ import annotations

from itertools import groupby

from bot.answered import lines
from bot.messages import Message, Passage, Style, Way
from bot.places import present
from bot.remark_cards import cards_of
from bot.visit import Visit
from charter.remark import AnchorKind
from flows.run import Place

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    say, remarked = visit.say, _remarked(visit)
    passages: list[Passage] = []
    for stage, answered in groupby(lines(visit.guide, visit.stored.run), key=lambda it: it.stage):
        passages.append(Passage(Style.HEADING, stage))
        passages += [
            Passage(
                Style.ENTRY,
                f"{line.question} → {line.answer or say.say('edit.skipped')}"
                + (say.say("remarks.mark") if str(line.place) in remarked else ""),
            )
            for line in answered
        ]
    told = passages or [Passage(Style.PLAIN, say.say("edit.nothing"))]
    ways = (Way(say.say("ways.edit"), "edit"),) if passages else ()
    return (Message(tuple(told), ways=ways), *visit.ask_again())


def _remarked(visit: Visit) -> frozenset[str]:
    """Places of the answers that a coach's remark is about, and that were not seen to."""
    cards = cards_of(visit) if visit.stored.review is not None else None
    if cards is None or not cards.are_open:
        return frozenset()
    waiting = (each for each in cards.remarks if not each.state.is_settled)
    keys = (each.anchor.key for each in waiting if each.anchor.kind is AnchorKind.ANSWER)
    return frozenset(str(present(visit, Place.read(key))) for key in keys)
