"""Filling in on someone's behalf: a leader without a smartphone is walked through by a coach."""

from __future__ import annotations

from charter.guide import Guide
from flows import engine
from storage.repositories import (
    alliances,
    audit,
    contacts,
    desk_walks,
    runs,
    teams,
)
from storage.stores import ReadStore, WriteStore
from web.access import Access, scope_of
from web.asked import Asked
from web.page import Page
from web.phrases import languages
from web.reply import Reply
from web.views.guides import live_guide
from web.views.moments import ago
from web.views.problem import Problem

__all__ = ["routes"]

#: walks on the page
MOST = 50
#: characters of a name
LONGEST_NAME = 200


def show(asked: Asked, store: ReadStore) -> Reply:
    return chosen(asked, store)


def chosen(asked: Asked, store: ReadStore, problem: Problem | None = None) -> Reply:
    """The walks that are filled in, and the form that begins another."""
    walks = desk_walks.listed(store, scope_of(asked.who), limit=MOST)
    return asked.shown(
        "filling_in.html",
        problem.status if problem else 200,
        walks=walks,
        teams=asked.who.teams,
        problem=problem,
        values=problem.values if problem else {},
        ago=ago(asked),
        spoken=languages(),
    )


def begin(asked: Asked, store: WriteStore) -> Reply:
    """A new alliance, its leader reached nowhere."""
    form, guide = asked.form, live_guide(asked, store)
    name, association = form.text("name"), form.text("association")
    language = form.raw("language")
    wrong = not name or max(len(name), len(association)) > LONGEST_NAME
    if wrong or guide is None:
        said = asked.say.say("filling.name_first", most=LONGEST_NAME)
        values = {"name": name, "association": association, "language": language}
        return chosen(asked, store, Problem("begin", said, values))
    run = _begun(asked, store, guide, name=name, association=association, language=language)
    return asked.to("fill", run=run)


def _begun(
    asked: Asked, store: WriteStore, guide: Guide, *, name: str, association: str, language: str
) -> str:
    """The public id of a new walk, for a leader who is new too."""
    now, new_id = asked.now, asked.desk.new_id
    contact = contacts.ensure(
        store,
        channel=desk_walks.CHANNEL,
        address=new_id(),
        shown_name=name,
        language=language if language in languages() else asked.language,
        timezone=asked.desk.timezone,
        now=now,
    )
    placed = teams.Placement(_team(asked, store), asked.who.person.id)
    teams.place(store, contact.person_id, placed)
    alliance, party = alliances.create(
        store, public_id=new_id(), title=association, person_id=contact.person_id, now=now
    )
    run = engine.start(guide.compiled, language=contact.language, today=now.date()).run
    stored = runs.start(store, run, public_id=new_id(), contact=contact, party=party, now=now)
    by, key = asked.who.person.id, alliance.public_id
    audit.record(store, "desk:fill_in", noun="review", key=key, by=by, now=now)
    return stored.public_id


def _team(asked: Asked, store: WriteStore) -> int:
    """One of the coach's own, the first unless the form says which."""
    wanted = asked.form.raw("team")
    mine = {team.public_id: team.id for team in asked.who.teams}
    return mine.get(wanted) or next(iter(mine.values()), 0) or teams.load(store, teams.COMMON).id


def whole(asked: Asked) -> str:
    return asked.url("filling_in")


routes = (Page("filling_in", "/fill-in", Access.COACH, show=show, act=begin, then=whole),)
