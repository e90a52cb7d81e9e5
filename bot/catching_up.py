"""A run goes on under the live revision, at its person's next message, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.messages import Message, Passage, Style, Way
from bot.touch import Touch, mark
from flows import engine
from flows.carrying import CarryOver, carry
from flows.issue import InvalidFlow
from flows.renames import Renames, options_of
from flows.replies import Revised
from flows.touching import is_steady
from storage.foretelling import stays
from storage.repositories import audit, runs
from storage.repositories.answers import AnswerEvent

if TYPE_CHECKING:
    from bot.visit import Visit
    from charter.guide import Guide
    from flows.run import Place, Run

__all__ = ["Caught", "asked_otherwise", "carry_over", "catch_up", "is_behind", "with_news"]

CARRIED, FAILED, OFFERED = "run:carry_over", "run:carry_over_failed", "run:carry_over_offered"


@dataclass(frozen=True, slots=True)
class Caught:
    """What became of the question that the person saw last."""

    before: Place | None
    #: where it is now; none when it is gone, or no more the same
    now: Place | None
    #: what is asked now is not what they answer
    is_other: bool = False

    def present(self, touch: Touch) -> Touch:
        """A button of the question that was asked, as it would be made now."""
        later = replace(touch, version=touch.version + 1)  # carrying over raised it by one
        is_it = self.before is not None and touch.place == mark(str(self.before))
        if is_it and self.now is not None:
            return replace(later, place=mark(str(self.now)))
        return later


def is_behind(visit: Visit) -> bool:
    """Another revision than that of the run is live."""
    return _live(visit) not in (None, visit.stored.run.revision)


def catch_up(visit: Visit) -> None:
    """Carry the run over when another revision is live; to who has a charter with a coach, or had
    one read, it is offered, once for a revision.
    """
    if not is_behind(visit):
        return
    if not stays(visit.stored.review):
        carry_over(visit)
    elif not _is_noted(visit, OFFERED):
        _note(visit, OFFERED, {})
        say = visit.say
        way = Way(say.say("ways.update"), "update")
        visit.news = (Message((Passage(Style.PLAIN, say.say("update.offer")),), ways=(way,)),)


def with_news(visit: Visit, told: tuple[Message, ...]) -> tuple[Message, ...]:
    """What is told, with what is new before the question that is asked at its end."""
    news, visit.news = visit.news, ()
    asks = bool(told and (told[-1].choices or told[-1].actions))
    last = len(told) - 1 if asks else len(told)
    return (*told[:last], *news, *told[last:])


def asked_otherwise(visit: Visit) -> tuple[Message, ...]:
    """What they said answers what is asked no more: what is asked now."""
    if visit.caught is None or visit.caught.before is None:  # nothing was asked
        return visit.ask_again()
    words = Message((Passage(Style.CAUTION, visit.say.say("update.asked_otherwise")),))
    return (words, *visit.ask_again())


def carry_over(visit: Visit) -> bool:
    """Carry the run over now. Whether it was: what fails is told to the operator, leaves the run as
    it was, and is not tried again before the next revision.
    """
    if _is_noted(visit, FAILED):
        return False
    carried = _carried(visit)
    if carried is None:
        return False
    guide, over = carried
    before = visit.stored
    run, caught = _where_they_were(visit, guide, over)
    changes = [event for event in over.events if isinstance(event, AnswerEvent)]
    visit.stored = runs.save(visit.store, before, run, changes, by=None, now=visit.now)
    _note(visit, CARRIED, {"from": before.run.revision, **_numbers(over)})
    left, visit.guide, visit.caught = visit.guide.languages, guide, caught
    said = ["update.felt"] if over.is_felt else []
    if run.language in left and run.language not in guide.languages:
        said.append("update.language_gone")
    visit.news = tuple(Message((Passage(Style.PLAIN, visit.say.say(key)),)) for key in said)
    return True


def _carried(visit: Visit) -> tuple[Guide, CarryOver] | None:
    """The one place where a fault of ours may not stop a conversation: it goes on as it was."""
    run = visit.stored.run
    try:
        guide = visit.guides.at(visit.store, run.flow, _live(visit) or run.revision)
    except InvalidFlow as error:
        _failed(visit, error)
        return None
    try:
        return guide, carry(visit.guide.compiled, guide.compiled, run, today=visit.today)
    except Exception as error:  # noqa: BLE001  whatever it is, their next words are not to meet it
        _failed(visit, error)
        return None


def _failed(visit: Visit, error: Exception) -> None:
    kind, revision = type(error).__name__, visit.stored.run.revision
    structlog.get_logger().warning(
        "carry-over failed", run=visit.stored.id, revision=revision, live=_live(visit), error=kind
    )
    _note(visit, FAILED, {"from": revision, "error": kind})


def _where_they_were(visit: Visit, guide: Guide, over: CarryOver) -> tuple[Run, Caught]:
    """At the question that they saw, when it is still the same: their words answer that one, and
    what is new is asked right after it.
    """
    old, new, before = visit.guide.compiled, guide.compiled, visit.stored.run.at
    renames = Renames.between(old.source, new.source)
    place = None if before is None else renames.place(before)
    if before is None or place is None:
        return over.run, Caught(before, None, is_other=over.run.at is not None)
    question, former = new.source.by_id[place.question], old.source.by_id[before.question]
    offered = [[option.id for option in options_of(each)] for each in (former, question)]
    if offered[0] != offered[1] or not is_steady(former, question, renames):
        return over.run, Caught(before, None, is_other=True)
    if place == over.run.at:
        return over.run, Caught(before, place)
    back = engine.reply(new, over.run, Revised(place), today=visit.today).run
    if back.at != place:  # it does not apply any more
        return over.run, Caught(before, None, is_other=True)
    return back, Caught(before, place)


def _numbers(over: CarryOver) -> dict[str, int]:
    names = ("moved", "again", "parked", "restored", "fresh", "ahead")
    return {name: len(getattr(over, name)) for name in names}


def _is_noted(visit: Visit, action: str) -> bool:
    """It was done already for the revision that is live. Only who is behind is asked about."""
    live = _live(visit)
    noted = audit.about(visit.store, "run", visit.stored.public_id)
    return any(entry.action == action and entry.details.get("to") == live for entry in noted)


def _note(visit: Visit, action: str, details: dict[str, int | str]) -> None:
    audit.record(
        visit.store,
        action,
        noun="run",
        key=visit.stored.public_id,
        by=None,
        now=visit.now,
        details={**details, "to": _live(visit)},
    )


def _live(visit: Visit) -> int | None:
    return visit.guides.live_number(visit.store, visit.stored.run.flow, now=visit.now)
