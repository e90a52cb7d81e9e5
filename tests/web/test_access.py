"""Every page, by every way of asking, for everybody: what is not in the table is not served."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from httpx2 import Response

from charter.remark import Anchor, AnchorKind, Audience, Weight
from charter.review import ReviewAct
from flows import engine
from storage.database import Database
from storage.models.person import Role
from storage.repositories import (
    alliances,
    contacts,
    desk_walks,
    remarks,
    reviews,
    revisions,
    runs,
    sign_in,
    teams,
    working_copies,
)
from storage.repositories.people import Person
from storage.repositories.reviews import Review
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.world import World, person
from web import csrf, sessions
from web.access import Access
from web.addresses import PARAMETER, address
from web.assets import asset
from web.page import Page
from web.pages import pages

ROLES = ("nobody", "leader", "partner", "coach", "stranger", "admin")

#: outcomes by role, in the order of `ROLES`: let in; led to the door; told that it is not for them;
#: told that there is nothing. « stranger » coaches in another team than the draft's.
ANYONE = "in in in in in in"
OF_THE_DESK = "door no no in in in"
OF_COACHES = "door no no in in no"
OF_THE_DRAFT = "door no no in missing no"
OF_ADMINS = "door no no no no in"
TABLE: Mapping[str, str] = {
    "GET home": OF_THE_DESK,
    "GET account": OF_THE_DESK,
    "POST connect": OF_THE_DESK,
    "POST end_session": OF_THE_DESK,
    "POST typed": OF_THE_DESK,
    "GET sign_in": ANYONE,
    "GET open_link": ANYONE,
    "POST open_link": ANYONE,
    "POST sign_out": "door door door door door door",
    "POST language": ANYONE,
    "GET static": ANYONE,
    "GET queue": OF_COACHES,
    "GET queue_table": OF_COACHES,
    "GET draft": OF_THE_DRAFT,
    "GET revision": OF_THE_DRAFT,
    "GET compare": OF_THE_DRAFT,
    "GET timeline": OF_THE_DRAFT,
    "GET exports": OF_THE_DRAFT,
    "POST exports": OF_THE_DRAFT,
    "GET file": OF_THE_DRAFT,
    "POST take": OF_THE_DRAFT,
    "POST put_back": OF_THE_DRAFT,
    "POST hand_over": OF_THE_DRAFT,
    "POST add_remark": OF_THE_DRAFT,
    "POST change_remark": OF_THE_DRAFT,
    "POST remove_remark": OF_THE_DRAFT,
    "POST answer_remark": OF_THE_DRAFT,
    "POST close_remark": OF_THE_DRAFT,
    "POST grid": OF_THE_DRAFT,
    "POST reading": OF_THE_DRAFT,
    "GET verdict": OF_THE_DRAFT,
    "POST verdict": OF_THE_DRAFT,
    "GET filling_in": OF_COACHES,
    "POST filling_in": OF_COACHES,
    "GET fill": OF_THE_DRAFT,
    "POST fill": OF_THE_DRAFT,
    "POST send_filled": OF_THE_DRAFT,
    "GET flows": OF_ADMINS,
    "POST begin_copy": OF_ADMINS,
    "GET statistics": OF_ADMINS,
    "GET copy_charters": OF_ADMINS,
    "GET statistics_table": OF_ADMINS,
    "GET copy": OF_ADMINS,
    "GET copy_form": OF_ADMINS,
    "POST copy_form": OF_ADMINS,
    "GET copy_question": OF_ADMINS,
    "POST copy_question": OF_ADMINS,
    "GET copy_condition": OF_ADMINS,
    "POST copy_condition": OF_ADMINS,
    "GET copy_option": OF_ADMINS,
    "POST copy_option": OF_ADMINS,
    "GET copy_question_more": OF_ADMINS,
    "POST copy_question_more": OF_ADMINS,
    "GET copy_new_question": OF_ADMINS,
    "POST copy_new_question": OF_ADMINS,
    "GET copy_clause": OF_ADMINS,
    "POST copy_clause": OF_ADMINS,
    "GET copy_stage": OF_ADMINS,
    "POST copy_stage": OF_ADMINS,
    "POST upload_copy": OF_ADMINS,
    "GET flow_revision": OF_ADMINS,
    "GET flow_files": OF_ADMINS,
    "POST go_back": OF_ADMINS,
    "GET flow_library": OF_ADMINS,
    "POST flow_library": OF_ADMINS,
    "GET trial": OF_ADMINS,
    "POST trial": OF_ADMINS,
    "POST publish_copy": OF_ADMINS,
    "POST rebase_copy": OF_ADMINS,
    "GET discard_copy": OF_ADMINS,
    "POST discard_copy": OF_ADMINS,
    "GET copy_translations": OF_ADMINS,
    "POST copy_translations": OF_ADMINS,
    "POST begin_language": OF_ADMINS,
    "GET translation_table": OF_ADMINS,
    "POST send_translations": OF_ADMINS,
    "GET copy_file": OF_ADMINS,
    "POST copy_file": OF_ADMINS,
    "POST copy_check": OF_ADMINS,
    "GET copy_try": OF_ADMINS,
    "POST copy_try": OF_ADMINS,
    "POST keep_story": OF_ADMINS,
    "GET copy_questions": OF_ADMINS,
    "GET copy_map": OF_ADMINS,
    "GET copy_charter": OF_ADMINS,
    "GET flow_schema": OF_ADMINS,
}

#: what follows « ? », where a page says nothing without it
AFTER: Mapping[str, dict[str, str]] = {"verdict": {"verdict": "redo"}}


@dataclass
class Asking:
    """Somebody at the desk who asks for everything, each time in a new browser."""

    world: World
    who: Person | None

    def outcome(self, page: Page, method: str) -> str:
        draft = self.world.draft(f"{page.name}-{method}".lower())
        if page.name != "take":
            draft = self.world.database.write(lambda store: taken(store, self.world, draft))
        path = address(page.path, self.values(page, draft) | AFTER.get(page.name, {}))
        browser = Browser(self.world)
        fields = self.signed_in(browser)
        if page.name == "open_link" and method == "POST":
            browser.get(path)
        answer = browser.post(path, fields) if method == "POST" else browser.get(path)
        return told(answer)

    def signed_in(self, browser: Browser) -> dict[str, str]:
        """What a form of theirs carries."""
        who, desk = self.who, self.world.desk
        fields = {"once": desk.new_token()}
        if who is None:
            return fields
        now, database = self.world.now, self.world.database
        _, cookie = database.write(
            lambda s: [sessions.begin(desk, s, who.id, browser="", now=now) for _ in range(2)]
        )
        browser.client.cookies.set(f"__Host-{cookie.name}", cookie.value)
        key = sessions.key_in(desk, cookie.value)
        found = database.read(lambda s: sessions.find(s, key, now=now))
        assert found is not None
        another = {"session": str(found.session.id - 1), "number": "1", "format": "pdf"}
        another["file"] = "flow.yaml"
        another |= AFTER["verdict"]
        return fields | another | {csrf.FIELD: csrf.token_for(desk, key)}

    def values(self, page: Page, draft: Review) -> dict[str, str]:
        """What fills its path: things that are there, of that draft."""
        style = asset("desk.css")
        assert style is not None
        known: dict[str, Callable[[], str]] = {
            "alliance": lambda: draft.public_id,
            "number": lambda: "1",
            "format": lambda: "pdf",
            "remark": lambda: self.world.database.write(lambda s: remarked(s, self.world, draft)),
            "run": lambda: self.world.database.write(lambda s: filled_in(s, self.world, draft)),
            "copy": lambda: self.world.database.write(lambda s: begun(s, self.world, draft)),
            "file": lambda: "flow.yaml",
            "language": lambda: "en",
            "table": lambda: "xlsx",
            "token": lambda: self.world.database.write(lambda s: linked(s, self.world)),
            "version": lambda: style.version,
            "name": lambda: "desk.css",
            "question": lambda: "role",
            "option": lambda: "staff",
            "stage": lambda: "needs",
            "clause": lambda: "C2",
        }
        return {name: known[name]() for name in PARAMETER.findall(page.path)}


def told(answer: Response) -> str:
    match answer.status_code:
        case 303 if answer.headers["location"] == "/sign-in":
            return "door"
        case 403:
            return "no"
        case 404:
            return "missing"
        case status if status < 500:
            return "in"
        case status:
            return str(status)


def taken(store: WriteStore, world: World, draft: Review) -> Review:
    """The team's coach reads it."""
    return reviews.act(store, draft, ReviewAct.TAKE, now=world.now, coach_id=world.coach.id)


def remarked(store: WriteStore, world: World, draft: Review) -> str:
    """A remark of the team's coach."""
    return remarks.add(
        store,
        draft,
        public_id=f"m-{draft.public_id}",
        by=world.coach.id,
        anchor=Anchor(AnchorKind.WHOLE, ""),
        excerpt="",
        text="Pour qui ?",
        audience=Audience.SHARED,
        weight=Weight.SUGGESTION,
        priority=False,
        now=world.now,
    ).public_id


def filled_in(store: WriteStore, world: World, draft: Review) -> str:
    """A walk that the team of that draft fills in for somebody."""
    name, now = f"f-{draft.public_id}", world.now
    contact = contacts.ensure(
        store,
        channel=desk_walks.CHANNEL,
        address=name,
        shown_name="Odile",
        language="fr",
        timezone="Europe/Paris",
        now=now,
    )
    teams.place(store, contact.person_id, teams.Placement(draft.team_id))
    _, party = alliances.create(
        store, public_id=f"a-{name}", title="", person_id=contact.person_id, now=now
    )
    run = engine.start(
        world.desk.guides.live(store, "alliance").compiled, language="fr", today=now.date()
    ).run
    return runs.start(store, run, public_id=name, contact=contact, party=party, now=now).public_id


def begun(store: WriteStore, world: World, draft: Review) -> str:
    """A working copy of the live flow, as an admin begins one."""
    live = revisions.live(store, "alliance")
    return working_copies.begin(
        store,
        live.flow,
        live.sources,
        public_id=f"c-{draft.public_id}",
        based_on=live.number,
        author_id=world.admin.id,
        title="Budget",
        now=world.now,
    ).public_id


def linked(store: WriteStore, world: World) -> str:
    token = world.desk.new_token()
    sign_in.add(store, token, person_id=world.coach.id, now=world.now)
    return token


def everybody(world: World) -> Mapping[str, Person | None]:
    leader, partner = world.database.write(
        lambda s: (person(s, "Léa", Role.LEADER), person(s, "Paul", Role.PARTNER))
    )
    return {
        "nobody": None,
        "leader": leader,
        "partner": partner,
        "coach": world.coach,
        "stranger": world.stranger,
        "admin": world.admin,
    }


def every_way() -> list[tuple[Page, str]]:
    return [(page, method) for page in pages().values() for method in page.methods]


def test_every_way_of_asking_is_in_the_table() -> None:
    assert set(TABLE) == {f"{method} {page.name}" for page, method in every_way()}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says(quick: World, role: str) -> None:
    asking = Asking(quick, everybody(quick)[role])
    column = ROLES.index(role)
    expected = {way: row.split()[column] for way, row in TABLE.items()}
    found = {f"{method} {page.name}": asking.outcome(page, method) for page, method in every_way()}
    assert expected == found


def test_an_admin_reads_drafts_as_a_member_of_their_team_only(quick: World) -> None:
    asking = Asking(quick, quick.admin)
    assert "no" == asking.outcome(pages()["draft"], "GET")
    quick.database.write(lambda s: teams.join(s, teams.load(s, "nord"), quick.admin.id))
    assert "missing" == asking.outcome(pages()["revision"], "GET")
    quick.database.write(lambda s: teams.join(s, teams.load(s, teams.COMMON), quick.admin.id))
    assert "in" == asking.outcome(pages()["timeline"], "GET")


def test_who_was_given_a_draft_of_another_team_reads_it(quick: World) -> None:
    draft = quick.draft()
    quick.database.write(
        lambda s: reviews.hand_over(s, draft, coach_id=quick.stranger.id, team_id=draft.team_id)
    )
    assert 200 == Browser(quick).sign_in(quick.stranger).get("/drafts/potagers").status_code


@pytest.mark.parametrize("then", ["withdrawn", "draft"])
def test_what_is_not_sent_is_not_there(quick: World, then: str) -> None:
    draft, coach = quick.draft(), Browser(quick).sign_in(quick.coach)

    def act(store: WriteStore) -> None:
        acts = {
            "withdrawn": (ReviewAct.WITHDRAW,),
            "draft": (ReviewAct.TAKE, ReviewAct.APPROVE, ReviewAct.REOPEN),
        }[then]
        now = draft
        for one in acts:
            now = reviews.act(store, now, one, now=quick.now, coach_id=quick.coach.id)

    quick.database.write(act)
    assert 404 == coach.get("/drafts/potagers").status_code
    assert title_of(coach.get("/drafts/nothing")) == title_of(coach.get("/drafts/potagers"))


def title_of(answer: Response) -> str:
    return answer.text.partition("<h1>")[2].partition("</p>")[0]


def test_pages_of_drafts_are_for_coaches(database: Database) -> None:
    assert {Access.COACH} == {
        page.access for page in pages().values() if page.path.startswith("/drafts")
    }
