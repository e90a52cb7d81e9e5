"""One step of filling in: a question asked, an answer noted, and the charter sent at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from charter.progress import progress
from charter.review import NotAllowed, ReviewStatus
from flows.conditions import essence
from flows.question import Reader
from storage.errors import Overtaken
from storage.repositories import alliances, charters, notices, reviews, teams, timers
from storage.repositories.notices import NoticeKind
from storage.repositories.reviews import Review
from storage.stores import ReadStore, WriteStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.typing_kept import keep_typed
from web.views.acts import others, record
from web.views.filling import Step, open_step, refusal_in, reply_of, said_in, work
from web.views.problem import Problem

__all__ = ["routes"]

#: characters of what is told at the top of the next page
LONGEST_TOLD = 500
#: where no grid says when coaches are reminded
REMIND_AFTER = timedelta(hours=72)
#: where it is with the coaches already
WITH_COACHES = {ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW}


def ask(asked: Asked, store: ReadStore) -> Reply:
    return stepped(asked, store, open_step(asked, store))


def stepped(asked: Asked, store: ReadStore, step: Step, problem: Problem | None = None) -> Reply:
    """What is asked now, or the charter that came of it."""
    prompt, run = step.prompt, step.stored.run
    kept = f"{step.alliance}:fill:{run.at}"
    typed = asked.typed(store, f"{step.alliance}:fill:")
    document = step.guide.draft(run, reader=Reader.LEADER, today=step.today)
    return asked.shown(
        "fill.html",
        problem.status if problem else 200,
        step=step,
        prompt=prompt,
        ended=step.ended,
        answers=tuple(step.answers()),
        stages=step.guide.compiled.flow(run.language).stages,
        progress=progress(document),
        kept=kept,
        text=problem.values.get("text", "") if problem else typed.get(kept, ""),
        ticked=problem.values.get("choice", "").split() if problem else None,
        problem=problem,
        lang=run.language,
        review=reviews.of_alliance(store, step.stored.alliance_id),
    )


def reply(asked: Asked, store: WriteStore) -> Reply:
    step = open_step(asked, store)
    if asked.form.raw("version") != str(step.stored.version):
        return _overtaken(asked, store, step)
    sprint = work(asked, store, step, reply_of(asked.form, step.prompt))
    refused = refusal_in(sprint)
    if refused is not None:
        said = asked.say.say(f"filling.refused.{refused.code}", **refused.params)
        keep_typed(store, asked.who.person.id, asked.form.typed(), now=asked.now)
        again = open_step(asked, store)
        shown = stepped(asked, store, again, Problem("fill", said, _values(asked)))
        return replace(shown, keeps=True)  # that it was refused
    told = said_in(sprint)
    where = asked.url("fill", run=step.stored.public_id)
    if not told:
        return asked.moved(where)
    short = told if len(told) <= LONGEST_TOLD else f"{told[:LONGEST_TOLD]}…"
    return asked.moved(where, "filling.told", text=short)


def submit(asked: Asked, store: WriteStore) -> Reply:
    """Before the coaches, as a leader sends it; noted as sent by who filled it in."""
    step = open_step(asked, store)
    if asked.form.raw("version") != str(step.stored.version):
        return _overtaken(asked, store, step)
    before = reviews.of_alliance(store, step.stored.alliance_id)
    said = _not_to_be_sent(step, store, before)
    if said:
        return stepped(asked, store, step, Problem("fill", asked.say.say(said)))
    try:
        _send(asked, store, step, before)
    except (Overtaken, NotAllowed):
        return _overtaken(asked, store, step)
    return asked.to("draft", "filling.sent", alliance=step.alliance)


def _not_to_be_sent(step: Step, store: WriteStore, before: Review | None) -> str:
    """The phrase that says why; empty when it may go."""
    if step.ended is None:
        return "filling.not_yet"
    if not step.ended.submits:
        return "filling.nothing_to_send"
    if before is not None and before.status in WITH_COACHES:
        return "filling.being_read"
    if before is not None and before.status is ReviewStatus.APPROVED:
        return "filling.approved"
    if before is not None:
        last = charters.load(store, before.public_id)
        if last.run.answers == step.stored.run.answers:
            return "filling.same"
    return ""


def _send(asked: Asked, store: WriteStore, step: Step, before: Review | None) -> None:
    run, now = step.stored.run, asked.now
    document = step.guide.draft(run, reader=Reader.LEADER, today=step.today)
    frozen = charters.freeze(store, step.stored, document, by=step.person_id, now=now)
    title = " · ".join(step.guide.parties(run)) or step.title
    alliances.rename(store, step.stored.alliance_id, title)
    review = reviews.submit(store, frozen, title=title, category=_category(step), now=now)
    record(asked, store, review, "review:submit", number=review.number)
    kind = NoticeKind.SUBMITTED if before is None else NoticeKind.RESUBMITTED
    members = [person.id for person in teams.members(store, review.team_id)]
    whom = members if review.coach_id is None else [review.coach_id]
    told = [person for person in whom if person != asked.who.person.id]
    notices.add(store, told, kind, review, now=now)
    grid = step.guide.grid(run.language)
    after = timedelta(hours=grid.remind_after) if grid else REMIND_AFTER
    timers.schedule(store, f"waiting:{review.public_id}", due=now + after, payload={})


def _category(step: Step) -> str:
    """The kind of partner that the draft is about, as the flow calls it."""
    grid = step.guide.grid(step.stored.run.language)
    answer = step.stored.run.answers.get(grid.category) if grid else None
    said = essence(answer.value) if answer is not None and not answer.skipped else ""
    return said if isinstance(said, str) else ""


def _overtaken(asked: Asked, store: ReadStore, step: Step) -> Reply:
    said, done = asked.say.say("overtaken.fill"), others(asked, store, step.alliance)
    problem = Problem("fill", said, _values(asked), others=done, status=409)
    return stepped(asked, store, step, problem)


def _values(asked: Asked) -> dict[str, str]:
    """What was filled in, to be shown again."""
    return {"text": asked.form.text("text"), "choice": " ".join(asked.form.chosen("choice"))}


def back(asked: Asked) -> str:
    return asked.url("fill", run=asked.path["run"])


routes = (
    Page("fill", "/fill-in/{run}", Access.COACH, show=ask, act=reply, then=back),
    Page("send_filled", "/fill-in/{run}/send", Access.COACH, act=submit, then=back),
)
