"""Sending the charter to a coach: a revision of it is frozen, and never changes."""

from __future__ import annotations

from bot.commands import export
from bot.messages import Message, Passage, Style, Way
from bot.remark_cards import cards_of
from bot.reviewed import at_rest, following
from bot.submitting import reopen, send
from bot.visit import Visit, asked_in
from charter.remark import RemarkState
from charter.review import ReviewAct, ReviewStatus, allowed
from flows.events import RunEnded
from flows.prompt import Progress
from flows.remaining import remaining
from flows.wording.dates import show_date
from flows.wording.written_date import WrittenDate
from storage.repositories import charters, people, reviews
from storage.repositories.reviews import Review

__all__ = ["run"]

#: a charter that was taken back, or was never sent, may be sent as it is
AS_IT_IS = {None, ReviewStatus.WITHDRAWN}


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    review = reviews.of_alliance(visit.store, visit.stored.alliance_id)
    if argument.strip() == "reopen" and review is not None:
        return _reopen(visit, review)
    sprint = visit.present()
    if review is not None and ReviewAct.SUBMIT not in allowed(review.status):
        return _not_now(visit, review)
    asked = asked_in(sprint)
    if asked is not None:
        return (_not_yet(visit, asked.progress),)
    if not any(event.submits for event in sprint.events if isinstance(event, RunEnded)):
        return (_said(visit, "submit.nothing"),)
    if visit.is_trial:
        files = export.run(visit, "")
        return (_said(visit, "trial.submit"), *files, _said(visit, "trial.story.how"))
    return _left_to_do(visit, review) or send(visit, review)


def _not_yet(visit: Visit, far: Progress) -> Message:
    """How far they are; and the ways on, rather than the question that stands above already."""
    say = visit.say
    ways = (Way(say.say("reminder.go_on"), "resume"), Way(say.say("ways.gaps"), "draft"))
    left = remaining(visit.guide.compiled, visit.stored.run, today=visit.today)
    key, params = say.key_of("submit.not_yet", left), {"stage": far.stage, "stages": far.stages}
    return _said(visit, key, *ways, count=left, **params)


def _not_now(visit: Visit, review: Review) -> tuple[Message, ...]:
    """Who has it, and since when; or that it is approved already."""
    say = visit.say
    if review.status is ReviewStatus.APPROVED:
        ways = (
            Way(say.say("ways.export"), "export"),
            Way(say.say("ways.reopen"), "submit", "reopen"),
        )
        return (_said(visit, "submit.approved", *ways, number=review.number),)
    coach = _coach(visit, review)
    key = "submit.taken" if coach and review.status is ReviewStatus.IN_REVIEW else "submit.waiting"
    day = WrittenDate(review.submitted_at.astimezone(visit.zone).date())
    since = show_date(day, language=say.language)
    told = say.say(key, number=review.number, day=since, coach=coach)
    passages = [Passage(Style.PLAIN, told)]
    if _is_changed(visit, review):
        passages.append(Passage(Style.HINT, say.say("submit.changed_since")))
    ways = (Way(say.say("ways.withdraw"), "withdraw"), Way(say.say("ways.export"), "export"))
    return (Message(tuple(passages), ways=ways),)


def _coach(visit: Visit, review: Review) -> str:
    return people.load(visit.store, review.coach_id).name if review.coach_id else ""


def _left_to_do(visit: Visit, review: Review | None) -> tuple[Message, ...]:
    """Remarks to see to first; or nothing to send that was not sent already."""
    if review is None or review.status in AS_IT_IS:
        return ()
    cards = cards_of(visit)
    if cards is not None and cards.are_open and cards.unsettled:
        left = _said(visit, "submit.remarks_left", count=len(cards.unsettled))
        return (left, *following(visit, cards))
    explained = cards is not None and any(
        each.state is RemarkState.KEPT for each in cards.remarks if cards.are_open
    )
    if explained or _is_changed(visit, review):
        return ()
    same = _said(visit, "submit.same", number=review.number)
    return (same, *at_rest(visit))


def _is_changed(visit: Visit, review: Review) -> bool:
    """Something was answered otherwise since the last sending."""
    frozen = charters.load(visit.store, review.public_id, review.number)
    return frozen.run.answers != visit.stored.run.answers


def _reopen(visit: Visit, review: Review) -> tuple[Message, ...]:
    if ReviewAct.REOPEN not in allowed(review.status):
        return (_said(visit, "submit.open_already"), *visit.ask_again())
    reopen(visit, review)
    return (_said(visit, "submit.reopened", number=review.number), *visit.ask_again())


def _said(visit: Visit, key: str, *ways: Way, **params: object) -> Message:
    return Message((Passage(Style.PLAIN, visit.say.say(key, **params)),), ways=ways)
