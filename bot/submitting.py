"""What a leader does with a draft as a whole: sending it, taking it back, writing on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style, Way
from bot.told_of import told_of
from bot.watching import watch
from charter.review import ReviewAct
from flows.conditions import essence
from storage.repositories import audit, charters, notices, reviews, timers
from storage.repositories.notices import NoticeKind

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.reviews import Review

__all__ = ["WAITING", "reopen", "send", "take_back", "wait_for"]

#: of the timers that remind coaches; the alliance follows, after a colon
WAITING = "waiting"
#: where no grid says it
REMIND_AFTER = timedelta(hours=72)


def send(visit: Visit, before: Review | None) -> tuple[Message, ...]:
    """Freeze a revision, and put it before the coaches."""
    person, now = visit.contact.person_id, visit.now
    frozen = charters.freeze(visit.store, visit.stored, visit.draft(), by=person, now=now)
    title = " · ".join(visit.guide.parties(visit.stored.run))
    review = reviews.submit(visit.store, frozen, title=title, category=_category(visit), now=now)
    _recorded(visit, ReviewAct.SUBMIT, review)
    kind = NoticeKind.SUBMITTED if before is None else NoticeKind.RESUBMITTED
    notices.add(visit.store, told_of(visit.store, review), kind, review, now=now)
    wait_for(visit, review)
    return _sent(visit, review)


def take_back(visit: Visit, review: Review) -> Review:
    """Nobody reads it any more. Raises NotAllowed, Overtaken."""
    changed = _act(visit, review, ReviewAct.WITHDRAW)
    whom = told_of(visit.store, review)
    notices.add(visit.store, whom, NoticeKind.WITHDRAWN, changed, now=visit.now)
    timers.cancel(visit.store, f"{WAITING}:{review.public_id}")
    return changed


def reopen(visit: Visit, review: Review) -> Review:
    """Write on; what was approved stays as it is. Raises NotAllowed, Overtaken."""
    return _act(visit, review, ReviewAct.REOPEN)


def wait_for(visit: Visit, review: Review) -> None:
    """Remind the coaches when it has waited for long."""
    grid = visit.guide.grid(visit.stored.run.language)
    after = timedelta(hours=grid.remind_after) if grid else REMIND_AFTER
    key = f"{WAITING}:{review.public_id}"
    timers.schedule(visit.store, key, due=visit.now + after, payload={})


def _act(visit: Visit, review: Review, act: ReviewAct) -> Review:
    """It is for the leader again: their silence begins."""
    now = visit.now
    changed = reviews.act(visit.store, review, act, now=now, coach_id=review.coach_id)
    _recorded(visit, act, changed)
    visit.stored = replace(visit.stored, review=changed.status)
    watch(visit.store, visit.stored, visit.contact, visit.guide)
    return changed


def _category(visit: Visit) -> str:
    """The kind of partner that the draft is about, as the flow calls it."""
    grid = visit.guide.grid(visit.stored.run.language)
    answer = visit.stored.run.answers.get(grid.category) if grid else None
    said = essence(answer.value) if answer is not None and not answer.skipped else ""
    return said if isinstance(said, str) else ""


def _sent(visit: Visit, review: Review) -> tuple[Message, ...]:
    """What happens now, and how long it usually takes."""
    say = visit.say
    visit.stored = replace(visit.stored, review=review.status)
    grid = visit.guide.grid(visit.stored.run.language)
    delay = grid.delay if grid else say.say("submit.delay")
    passages = (
        Passage(Style.PLAIN, say.say("submit.done", number=review.number)),
        Passage(Style.PLAIN, say.say("submit.then", delay=delay)),
        Passage(Style.HINT, say.say("submit.back")),
    )
    ways = (Way(say.say("ways.export"), "export"), Way(say.say("ways.withdraw"), "withdraw"))
    return (Message(passages, ways=ways),)


def _recorded(visit: Visit, act: ReviewAct, review: Review) -> None:
    audit.record(
        visit.store,
        f"review:{act}",
        noun="review",
        key=review.public_id,
        by=visit.contact.person_id,
        now=visit.now,
        details={"number": review.number},
    )
