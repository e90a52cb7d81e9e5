"""Taking a charter back before the coach has decided: asked once, then done."""

from __future__ import annotations

from bot.messages import Message, Passage, Style, Way
from bot.submitting import take_back
from bot.visit import Visit
from charter.review import NotAllowed, ReviewAct, allowed
from storage.errors import Overtaken
from storage.repositories import reviews

__all__ = ["run"]

#: what the button that confirms says
YES = "yes"


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    review = reviews.of_alliance(visit.store, visit.stored.alliance_id)
    if review is None or ReviewAct.WITHDRAW not in allowed(review.status):
        return (_said(visit, "withdraw.nothing"), *visit.ask_again())
    if argument.strip() != YES:
        sure = Way(visit.say.say("withdraw.yes"), "withdraw", YES)
        return (_said(visit, "withdraw.sure", sure, number=review.number),)
    try:
        take_back(visit, review)
    except (NotAllowed, Overtaken):
        return (_said(visit, "withdraw.too_late"),)
    return (_said(visit, "withdraw.done", number=review.number), *visit.ask_again())


def _said(visit: Visit, key: str, *ways: Way, **params: object) -> Message:
    return Message((Passage(Style.PLAIN, visit.say.say(key, **params)),), ways=ways)
