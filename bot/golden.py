"""Asking a leader whether their charter may serve to try the next questions, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style, Way
from flows.wording.dates import show_date
from flows.wording.written_date import WrittenDate
from storage.repositories import golden_charters

if TYPE_CHECKING:
    from bot.visit import Visit

__all__ = ["asked_once", "offer"]


def asked_once(visit: Visit) -> tuple[Message, ...]:
    """After the charter came for good: the question, unless it was put to them before."""
    alliance = visit.stored.alliance_id
    if golden_charters.was_asked(visit.store, alliance):
        return ()
    golden_charters.ask(visit.store, alliance, now=visit.now)
    return (offer(visit),)


def offer(visit: Visit) -> Message:
    """What it means, and yes or no; or since when it is so, and how to take it back."""
    say = visit.say
    since = golden_charters.agreed_at(visit.store, visit.stored.alliance_id)
    told = tuple(Passage(Style.PLAIN, say.say(f"golden.{each}")) for each in ("use", "means"))
    if since is None:
        yes = Way(say.say("golden.agree"), "share", "agree")
        no = Way(say.say("golden.decline"), "share", "decline")
        asked = Passage(Style.QUESTION, say.say("golden.ask"))
        return Message((*told, asked), ways=(yes, no))
    day = show_date(WrittenDate(since.astimezone(visit.zone).date()), language=say.language)
    agreed = Passage(Style.NOTED, say.say("golden.since", day=day))
    back = Way(say.say("golden.stop"), "share", "stop")
    return Message((agreed, *told), ways=(back,))
