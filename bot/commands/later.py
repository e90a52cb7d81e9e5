"""A reminder in some days, for who cannot answer now."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.messages import Message, Passage, Style
from bot.pace import waking
from bot.reviewed import at_rest, is_leaders
from bot.visit import Visit
from bot.watching import ONLY_ANSWERS, once_more
from flows.wording.dates import show_date
from flows.wording.written_date import WrittenDate

__all__ = ["run"]

#: as long as people mean when they say later, and do not forget why
SOME_DAYS = timedelta(days=3)


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    if visit.contact.channel in ONLY_ANSWERS:  # a reminder would be promised that cannot come
        return (Message((Passage(Style.PLAIN, visit.say.say("stopped")),), closes=True),)
    if not is_leaders(visit.stored.review):  # nothing waits for them
        return at_rest(visit)
    zone = ZoneInfo(visit.contact.timezone)
    at = waking(visit.now + SOME_DAYS, zone)
    once_more(visit.store, visit.stored, visit.contact, visit.guide, at=at)
    day = show_date(WrittenDate(at.astimezone(zone).date()), language=visit.stored.run.language)
    return (Message((Passage(Style.PLAIN, visit.say.say("later", day=day)),), closes=True),)
