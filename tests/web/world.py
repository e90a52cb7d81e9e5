"""A desk with people and drafts in it, made through the repositories as the product does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from random import Random
from secrets import token_urlsafe

from charter.guide import load_guide
from flows.conditions import essence
from flows.library import files_of
from flows.playing import play
from flows.question import Reader
from flows.run import Run
from flows.stories import STORIES_FILE, load_stories
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import (
    alliances,
    charters,
    contacts,
    people,
    reviews,
    revisions,
    runs,
    teams,
)
from storage.repositories.people import Person
from storage.repositories.reviews import Review
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from storage.trying import Trials
from web.desk import Desk
from web.signing import Seal

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
SECRET = "k" * 32
#: of the shipped flow
STORY = "potagers"


@dataclass
class World:
    """Two teams: the common one, with Inès, and « Nord », with Karim; an admin in none."""

    database: Database
    coach: Person
    stranger: Person
    admin: Person
    #: what the clock of the desk says
    now: datetime = NOW
    numbers: count[int] = field(default_factory=lambda: count(1))
    desk: Desk = field(init=False)

    def later(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)

    def draft(
        self, name: str = "potagers", *, team: str = teams.COMMON, story: str = STORY
    ) -> Review:
        """A leader who walked the shipped flow as a story of it, and sent their charter."""
        return self.database.write(lambda store: submitted(store, self, name, team, story))


def made(database: Database) -> World:
    """The world, with nothing sent yet."""
    world = database.write(lambda store: inhabited(store, database))
    threads, guides = TransactionThreads(database), Guides()
    world.desk = Desk(
        "https://desk.test",
        threads,
        guides,
        Seal(SECRET),
        clock=lambda: world.now,
        new_id=lambda: f"id{next(world.numbers):06}",
        new_request=lambda: token_urlsafe(9),
        new_token=lambda: token_urlsafe(32),
        timezone="Europe/Paris",
        trials=Trials(database, guides, clock=lambda: world.now, chance=Random),
        bot_name=lambda: "faire_alliance_bot",
    )
    return world


def inhabited(store: WriteStore, database: Database) -> World:
    sources = {name: text.decode() for name, text in files_of("alliance").items()}
    revisions.seed(store, "alliance", sources, now=NOW)
    nord = teams.create(store, public_id="nord", name="Nord", now=NOW)
    coach = person(store, "Inès", Role.COACH)
    stranger = person(store, "Karim", Role.COACH)
    teams.join(store, teams.load(store, teams.COMMON), coach.id)
    teams.join(store, nord, stranger.id)
    admin = person(store, "Maud", Role.ADMIN)
    return World(database, coach, stranger, admin)


def person(store: WriteStore, name: str, role: Role) -> Person:
    return people.create(store, name=name, role=role, now=NOW)


def submitted(store: WriteStore, world: World, name: str, team: str, story: str = STORY) -> Review:
    contact = contacts.ensure(
        store,
        channel="terminal",
        address=name,
        shown_name="Léa",
        language="fr",
        timezone="Europe/Paris",
        now=world.now,
    )
    placed = teams.Placement(teams.load(store, team).id)
    teams.place(store, contact.person_id, placed)
    _, party = alliances.create(
        store, public_id=name, title="", person_id=contact.person_id, now=world.now
    )
    stored = runs.start(
        store, walked(story), public_id=f"run-{name}", contact=contact, party=party, now=world.now
    )
    return sent(store, world, stored, by=contact.person_id)


def sent(store: WriteStore, world: World, stored: StoredRun, *, by: int) -> Review:
    """The charter as it stands is frozen, and waits for a coach."""
    guide = world.desk.guides.live(store, "alliance")
    document = guide.draft(stored.run, reader=Reader.LEADER, today=world.now.date())
    title = " · ".join(guide.parties(stored.run))
    alliances.rename(store, stored.alliance_id, title)
    frozen = charters.freeze(store, stored, document, by=by, now=world.now)
    category = stored.run.answers.get("category")
    value = str(essence(category.value)) if category is not None else ""
    return reviews.submit(store, frozen, title=title, category=value, now=world.now)


@cache
def walked(name: str = STORY) -> Run:
    """A whole walk: a story of the shipped flow, on the day that it was told."""
    told = load_stories(files_of("alliance")[STORIES_FILE])
    story = next(each for each in told.stories if each.story == name)
    guide = load_guide(files_of("alliance"), number=1)
    day = told.told_on or date(2026, 11, 24)
    return play(guide.compiled, story, today=day).run
