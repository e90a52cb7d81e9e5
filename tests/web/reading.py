"""What coaches do with drafts in the tests, by the pages themselves."""

from __future__ import annotations

from dataclasses import replace

from httpx2 import Response

from charter.guide import Guide
from charter.remark import RemarkState
from charter.review import ReviewAct, Side
from flows.library import files_of
from flows.question import Question, Reader
from flows.run import Answer, Run
from storage.models.person import Role
from storage.repositories import (
    alliances,
    audit,
    contacts,
    people,
    readings,
    remarks,
    reviews,
    revisions,
    runs,
    teams,
)
from storage.repositories.audit import AuditEntry
from storage.repositories.people import Person
from storage.repositories.readings import Reading
from storage.repositories.remarks import Remark
from storage.repositories.reviews import Review
from storage.stores import WriteStore
from tests.storage.walks import said
from tests.web.browser import Browser, Form, Forms
from tests.web.world import World, sent, submitted, walked

__all__ = [
    "MARK",
    "acted",
    "audited",
    "colleague",
    "decide",
    "forms_to",
    "hidden",
    "made_on",
    "reading_of",
    "remark",
    "review_of",
    "send_again",
    "strength",
    "take",
    "withdraw",
]

#: stands in every answer that coaches may not read
MARK = "CACHÉ"


def colleague(world: World, name: str = "Bruno", team: str = teams.COMMON) -> Person:
    """One more coach."""

    def work(store: WriteStore) -> Person:
        made = people.create(store, name=name, role=Role.COACH, now=world.now)
        teams.join(store, teams.load(store, team), made.id)
        return made

    return world.database.write(work)


def review_of(world: World, name: str = "potagers") -> Review:
    return world.database.read(lambda store: reviews.load(store, name))


def reading_of(world: World, name: str = "potagers") -> Reading:
    return world.database.read(lambda store: readings.load(store, reviews.load(store, name)))


def made_on(world: World, name: str = "potagers") -> tuple[Remark, ...]:
    return world.database.read(lambda store: remarks.of_review(store, reviews.load(store, name).id))


def audited(world: World, name: str = "potagers") -> list[AuditEntry]:
    """The oldest first."""
    found = world.database.read(lambda store: audit.about(store, "review", name))
    return list(reversed(found))


def withdraw(world: World, name: str = "potagers") -> None:
    act = ReviewAct.WITHDRAW
    world.database.write(
        lambda store: reviews.act(
            store, reviews.load(store, name), act, now=world.now, coach_id=None
        )
    )


def take(browser: Browser, name: str = "potagers") -> None:
    browser.get(f"/drafts/{name}")
    assert 303 == browser.send(f"/drafts/{name}/take").status_code
    browser.get(f"/drafts/{name}")


def forms_to(browser: Browser, action: str) -> list[Form]:
    """Every form of the page that leads there."""
    assert browser.page is not None
    forms = Forms()
    forms.feed(browser.page.text)
    return [form for form in forms.found if form.action == action]


def remark(browser: Browser, text: str, name: str = "potagers", **fields: str) -> Response:
    """Fill in the form under a clause, or another."""
    browser.get(f"/drafts/{name}")
    filled = {"under": "C2", "about": "clause:C2", "text": text} | fields
    return browser.send(f"/drafts/{name}/remarks", filled)


def strength(browser: Browser, text: str = "Le besoin est clair.", name: str = "potagers") -> None:
    browser.get(f"/drafts/{name}")
    assert 303 == browser.send(f"/drafts/{name}/reading", {"strength": text}).status_code


def decide(browser: Browser, verdict: str, name: str = "potagers") -> Response:
    browser.get(f"/drafts/{name}/verdict?verdict={verdict}")
    return browser.send(f"/drafts/{name}/verdict")


def send_again(world: World, name: str, **answers: object) -> Review:
    """The leader answers otherwise, and sends again."""
    world.later(minutes=10)

    def work(store: WriteStore) -> Review:
        stored = runs.load(store, f"run-{name}")
        by = alliances.parties(store, alliances.load(store, name))[0].person_id
        for question, value in answers.items():
            run, changes = said(stored, question, value)
            stored = runs.save(store, stored, run, changes, by=by, now=world.now)
        world.later(minutes=1)
        return sent(store, world, stored, by=by)

    return world.database.write(work)


def acted(world: World, name: str, state: RemarkState, text: str, side: Side = Side.LEADER) -> None:
    """The leader does something about the first remark."""

    def work(store: WriteStore) -> None:
        made = remarks.of_review(store, reviews.load(store, name).id)[0]
        by = alliances.parties(store, alliances.load(store, name))[0].person_id
        remarks.note(store, made, by=by, side=side, state=state, text=text, now=world.now)

    world.database.write(work)


def hidden(world: World, name: str = "discret") -> Review:
    """A draft on a flow in which coaches may not read some answers, each of them marked."""

    def work(store: WriteStore) -> Review:
        sources = {each: text.decode() for each, text in files_of("alliance").items()}
        closed = sources["flow.yaml"].replace("[leader, coach]", "[leader]")
        drafted = revisions.draft(
            store,
            "alliance",
            {**sources, "flow.yaml": closed},
            based_on=1,
            author_id=None,
            note="",
            now=world.now,
        )
        revisions.publish(store, drafted, expected=1, now=world.now)
        guide = world.desk.guides.at(store, "alliance", drafted.number)
        review = submitted(store, world, name, teams.COMMON)
        stored = runs.load(store, f"run-{name}")
        run = marked(replace(walked(), revision=drafted.number), guide)
        _, changes = said(stored, "doubts_said", f"{MARK} avant")
        stored = runs.save(store, stored, run, changes, by=None, now=world.now)
        done = ReviewAct.WITHDRAW
        reviews.act(store, review, done, now=world.now, coach_id=None)
        contact = contacts.find(store, "terminal", name)
        assert contact is not None
        return sent(store, world, stored, by=contact.person_id)

    return world.database.write(work)


def marked(run: Run, guide: Guide) -> Run:
    """Every answer in words that coaches may not read, marked."""
    questions = guide.compiled.source.by_id
    answers = {
        question: mark(questions[question], answer) if question in questions else answer
        for question, answer in run.answers.items()
    }
    answers["doubts_said"] = Answer(f"{MARK} une question")
    return replace(run, answers=answers)


def mark(question: Question, answer: Answer) -> Answer:
    if answer.skipped:
        return answer
    if question.kind == "list":
        closed = {p.id for p in question.item if Reader.COACH not in p.visible_to}  # type: ignore[attr-defined]
        items = [
            {
                **item,
                "answers": {
                    p: mark_value(v) if p in closed else v for p, v in item["answers"].items()
                },
            }
            for item in answer.value["items"]
        ]
        return Answer({**answer.value, "items": items})
    return answer if Reader.COACH in question.visible_to else Answer(mark_value(answer.value))


def mark_value(value: object) -> object:
    """Words are marked; what is picked stays one of the choices."""
    return f"{MARK} {value}" if isinstance(value, str) and " " in value else value
