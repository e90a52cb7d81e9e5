"""The verdict: first what its leader will receive, in their language; then, once, it is given."""

from __future__ import annotations

import hashlib

from charter.remark import Audience, RemarkState, Weight
from charter.review import NotAllowed, ReviewAct
from charter.verdict import Verdict, act_of
from storage.errors import Overtaken
from storage.repositories import readings, remarks, reviews, timers
from storage.repositories.remarks import Remark
from storage.stores import ReadStore, WriteStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.phrases import languages, phrases_in
from web.reply import Reply
from web.views.acts import expect, others, record
from web.views.draft import Draft, open_draft
from web.views.names import Names
from web.views.problem import Problem

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    return confirming(asked, store, open_draft(asked, store), _verdict(asked.query.get("verdict")))


def _verdict(text: str | None) -> Verdict:
    if text not in set(Verdict):
        raise Missing
    return Verdict(text)


def confirming(
    asked: Asked,
    store: ReadStore,
    draft: Draft,
    verdict: Verdict,
    problem: Problem | None = None,
) -> Reply:
    """What the leader will receive, or what is wanted before it can be sent."""
    review, names = draft.review, Names(asked, store)
    spoken = review.language if review.language in languages() else asked.language
    grid = draft.grid(review.language)
    return asked.shown(
        "verdict.html",
        problem.status if problem else 200,
        draft=draft,
        review=review,
        verdict=verdict,
        wanted=wanted(draft, verdict),
        shared=shared(draft),
        to_fix=to_fix(draft) if verdict is Verdict.READY else (),
        private=[each for each in draft.remarks if each.audience is Audience.PRIVATE],
        next_steps=grid.next_steps if grid and verdict is Verdict.READY else (),
        seen=seen(draft),
        tell=phrases_in(spoken),
        leader=names.person(draft.frozen.submitted_by),
        holder=names.person(review.coach_id),
        is_mine=review.coach_id == asked.who.person.id,
        problem=problem,
    )


def wanted(draft: Draft, verdict: Verdict) -> tuple[str, ...]:
    """Phrases of what is missing; none when it can be given."""
    found = []
    if not draft.is_open:
        found.append("verdict.wanted.open")
    if not draft.reading.strength:
        found.append("verdict.wanted.strength")
    if verdict is Verdict.REVISE and not shared(draft):
        found.append("verdict.wanted.remark")
    return tuple(found)


def shared(draft: Draft) -> list[Remark]:
    """What the leader will read: priorities first."""
    found = [each for each in draft.remarks if each.audience is Audience.SHARED]
    return sorted(found, key=lambda each: not each.priority)


def to_fix(draft: Draft) -> list[Remark]:
    """What asks the leader for a revision still, which a charter that is ready does not."""
    return [
        each
        for each in shared(draft)
        if each.weight is Weight.MUST_FIX and each.state is RemarkState.OPEN
    ]


def seen(draft: Draft) -> str:
    """What was on the page: another one when anybody changed anything of it."""
    parts = [f"{draft.review.version} {draft.reading.version}"]
    parts += [f"{each.public_id} {each.version}" for each in draft.remarks]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def give(asked: Asked, store: WriteStore) -> Reply:
    draft, verdict = open_draft(asked, store), _verdict(asked.form.raw("verdict"))
    if wanted(draft, verdict):
        said = asked.say.say("verdict.wanted.title")
        return confirming(asked, store, draft, verdict, Problem("verdict", said))
    try:
        expect(asked.form.raw("seen") == seen(draft), draft.review)
        _give(asked, store, draft, verdict)
    except (Overtaken, NotAllowed):
        done = others(asked, store, draft.review.public_id)
        said = asked.say.say("overtaken.verdict")
        problem = Problem("verdict", said, others=done, status=409)
        return confirming(asked, store, draft, verdict, problem)
    return asked.to("draft", f"verdict.{verdict}.done", alliance=draft.review.public_id)


def _give(asked: Asked, store: WriteStore, draft: Draft, verdict: Verdict) -> None:
    """All in one transaction: the leader is told of it once it is safe on disk."""
    review, now, by = draft.review, asked.now, asked.who.person.id
    act: ReviewAct = act_of(verdict)
    coach = by if review.coach_id is None else review.coach_id
    readings.decide(store, draft.reading, verdict, by=by, now=now)
    remarks.send(store, review, now=now)
    changed = reviews.act(store, review, act, now=now, coach_id=coach)
    timers.cancel(store, f"waiting:{review.public_id}")
    if not draft.filled_in:  # else there is nobody to tell
        key, payload = f"verdict:{review.public_id}", {"number": changed.number}
        timers.schedule(store, key, due=now, payload=payload)
    record(asked, store, changed, "review:verdict", verdict=str(verdict), number=changed.number)


def back(asked: Asked) -> str:
    return asked.url("draft", alliance=asked.path["alliance"])


routes = (
    Page("verdict", "/drafts/{alliance}/verdict", Access.COACH, show=show, act=give, then=back),
)
