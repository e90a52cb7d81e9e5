"""A draft: the charter by clause beside the answers, and everything that a coach says of it."""

from __future__ import annotations

from charter.review import ReviewAct, allowed
from charter.verdict import GridState, Support, Verdict
from storage.repositories import teams
from storage.stores import ReadStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.draft import Draft, open_draft
from web.views.guides import categories
from web.views.layout import laid_out
from web.views.moments import ago, lasting
from web.views.names import Names, team_name
from web.views.problem import Problem

__all__ = ["drawn", "number_in", "routes"]

#: letters of a number in an address
LONGEST_NUMBER = 6
#: skipped questions that stand open above the charter: more of them would hide it
FEW = 5


def show(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store, open_draft(asked, store))


def show_revision(asked: Asked, store: ReadStore) -> Reply:
    return drawn(asked, store, open_draft(asked, store, number_in(asked.path["number"])))


def number_in(text: str) -> int:
    """Raises Missing for what is no number."""
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise Missing
    return int(text)


def drawn(asked: Asked, store: ReadStore, draft: Draft, problem: Problem | None = None) -> Reply:
    """The page, with what was wrong with a form of it, when something was."""
    review, names = draft.review, Names(asked, store)
    typed = asked.typed(store, f"{review.public_id}:")
    kinds = categories(draft.guide, asked.language)
    return asked.shown(
        "draft.html",
        problem.status if problem else 200,
        sheet=laid_out(asked, draft, names, typed, problem),
        draft=draft,
        review=review,
        document=draft.beside.document,
        category=kinds.get(review.category, ""),
        holder=names.person(review.coach_id),
        team=names.team(review.team_id),
        leader=names.person(draft.frozen.submitted_by),
        may={act: act in allowed(review.status) and draft.is_last for act in ReviewAct},
        targets=targets(asked, store, draft) if draft.is_last else (),
        verdicts=tuple(Verdict),
        states=tuple(GridState),
        supports=tuple(Support),
        ago=ago(asked),
        lasting=lambda time: lasting(time, asked.language),
        numbers=draft.numbers,
        few=FEW,
    )


def targets(asked: Asked, store: ReadStore, draft: Draft) -> tuple[tuple[str, str], ...]:
    """Whom it may be handed over to: the coaches of its team, and every team."""
    review = draft.review
    coaches = [
        (f"coach:{person.id}", person.name or asked.say.say("desk.nameless"))
        for person in teams.members(store, review.team_id)
        if person.id != review.coach_id
    ]
    every = [
        (f"team:{team.public_id}", asked.say.say("taking.team", team=team_name(asked, team)))
        for team in teams.everyone(store)
    ]
    return (*coaches, *every)


routes = (
    Page("draft", "/drafts/{alliance}", Access.COACH, show=show),
    Page("revision", "/drafts/{alliance}/revisions/{number}", Access.COACH, show=show_revision),
)
