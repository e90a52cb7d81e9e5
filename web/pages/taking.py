"""Who has a draft: taking it, putting it back, handing it over to another coach or team."""

from __future__ import annotations

from charter.review import NotAllowed, ReviewAct, ReviewStatus
from storage.errors import NoSuchRow, Overtaken
from storage.repositories import notices, reviews, teams
from storage.repositories.notices import NoticeKind
from storage.repositories.reviews import Review
from storage.repositories.teams import Team
from storage.stores import WriteStore
from web.access import Access, review_for, sees
from web.asked import Asked
from web.page import Page
from web.pages.draft import drawn
from web.reply import Reply
from web.views.acts import expect, others, record
from web.views.draft import open_draft
from web.views.problem import Problem

__all__ = ["routes"]


def take(asked: Asked, store: WriteStore) -> Reply:
    return _moved(asked, store, ReviewAct.TAKE, coach_id=asked.who.person.id)


def put_back(asked: Asked, store: WriteStore) -> Reply:
    return _moved(asked, store, ReviewAct.PUT_BACK, coach_id=None)


def _moved(asked: Asked, store: WriteStore, act: ReviewAct, *, coach_id: int | None) -> Reply:
    review = review_for(store, asked.who, asked.path["alliance"])
    try:
        expect(asked.form.raw("version") == str(review.version), review)
        changed = reviews.act(store, review, act, now=asked.now, coach_id=coach_id)
    except (Overtaken, NotAllowed):
        return _overtaken(asked, store, review)
    record(asked, store, changed, f"review:{act}", number=changed.number)
    return asked.to("draft", f"taking.{act}_done", alliance=review.public_id)


def hand_over(asked: Asked, store: WriteStore) -> Reply:
    """To a coach of its team as it is; to a team as one that waits again."""
    review = review_for(store, asked.who, asked.path["alliance"])
    kind, _, key = asked.form.raw("to").partition(":")
    try:
        expect(asked.form.raw("version") == str(review.version), review)
        match kind:
            case "coach":
                changed = _to_coach(asked, store, review, key)
            case "team":
                changed = _to_team(asked, store, review, key)
            case _:
                changed = None
    except (Overtaken, NotAllowed):
        return _overtaken(asked, store, review)
    if changed is None:
        problem = Problem("hand-over", asked.say.say("taking.choose"))
        return drawn(asked, store, open_draft(asked, store), problem)
    details = {"coach": changed.coach_id, "team": changed.team_id}
    record(asked, store, changed, "review:hand_over", **details)
    if sees(asked.who, changed):
        return asked.to("draft", "taking.handed_over", alliance=review.public_id)
    return asked.to("queue", "taking.handed_over")


def _to_coach(asked: Asked, store: WriteStore, review: Review, key: str) -> Review | None:
    members = {str(person.id): person for person in teams.members(store, review.team_id)}
    if key not in members:
        return None
    whom = members[key].id
    changed = reviews.hand_over(store, review, coach_id=whom, team_id=review.team_id)
    _tell(asked, store, changed, [whom])
    return changed


def _to_team(asked: Asked, store: WriteStore, review: Review, key: str) -> Review | None:
    team = _team(store, key)
    if team is None:
        return None
    if review.status is ReviewStatus.IN_REVIEW:
        act = ReviewAct.PUT_BACK
        review = reviews.act(store, review, act, now=asked.now, coach_id=None)
    changed = reviews.hand_over(store, review, coach_id=None, team_id=team.id)
    _tell(asked, store, changed, [person.id for person in teams.members(store, team.id)])
    return changed


def _team(store: WriteStore, key: str) -> Team | None:
    try:
        return teams.load(store, key)
    except NoSuchRow:
        return None


def _tell(asked: Asked, store: WriteStore, review: Review, whom: list[int]) -> None:
    told = [person for person in whom if person != asked.who.person.id]
    notices.add(store, told, NoticeKind.HANDED_OVER, review, now=asked.now)


def _overtaken(asked: Asked, store: WriteStore, review: Review) -> Reply:
    done = others(asked, store, review.public_id)
    problem = Problem("taking", asked.say.say("overtaken.draft"), others=done, status=409)
    return drawn(asked, store, open_draft(asked, store), problem)


def back(asked: Asked) -> str:
    return asked.url("draft", alliance=asked.path["alliance"])


routes = (
    Page("take", "/drafts/{alliance}/take", Access.COACH, act=take, then=back),
    Page("put_back", "/drafts/{alliance}/put-back", Access.COACH, act=put_back, then=back),
    Page("hand_over", "/drafts/{alliance}/hand-over", Access.COACH, act=hand_over, then=back),
)
