"""Filling in for a leader without a smartphone: the real engine, by plain forms."""

from __future__ import annotations

import re

import pytest
from httpx2 import Response
from sqlalchemy import select

from charter.review import ReviewStatus
from flows.refusal import RefusalCode
from flows.replies import Kept, Picked, Said, Skipped, WentBack
from flows.run import RunStatus
from storage.models.run_event import RunEventKind, RunEventRow
from storage.repositories import answers, contacts, desk_walks, notices, reviews, runs, timers
from storage.repositories.queue import QueueScope
from storage.repositories.reviews import Review
from storage.repositories.runs import StoredRun
from tests.web.browser import Browser
from tests.web.reading import audited, colleague, decide, remark, strength, take
from tests.web.world import World
from web.phrases import languages, phrases_in
from web.views.filling import reply_of

BUTTON = re.compile(r'name="do" value="(entry:[^"]+)"')
CHOICE = re.compile(r'type="(?:radio|checkbox)" name="choice" value="([^"]+)"')


def begun(browser: Browser, name: str = "Odile Roche") -> str:
    """The address of a new walk."""
    browser.get("/fill-in")
    done = browser.send("/fill-in", {"name": name, "association": "Les Aînés", "language": "fr"})
    assert 303 == done.status_code
    return done.headers["location"]


def answer(browser: Browser, here: str, **fields: str) -> Response:
    browser.get(here)
    return browser.send(here, fields)


def stored(world: World, here: str) -> StoredRun:
    public_id = here.rpartition("/")[2]
    return world.database.read(lambda store: runs.load(store, public_id))


def review_of(world: World, here: str) -> Review | None:
    alliance = stored(world, here).alliance_id
    return world.database.read(lambda store: reviews.of_alliance(store, alliance))


def walked(browser: Browser, here: str, steps: int = 400) -> None:
    """To the end: agree, take the first choice, skip what can be, else say something."""
    for _ in range(steps):
        page = browser.get(here).text
        if 'id="asked-hint"' not in page and 'name="do"' not in page and 'name="text"' not in page:
            return
        entries, choices = BUTTON.findall(page), CHOICE.findall(page)
        if 'value="skip"' in page:
            fields = {"do": "skip"}
        elif entries:
            fields = {"do": "entry:done" if "entry:done" in entries else entries[0]}
        elif choices:
            fields = {"choice": choices[0]}
        else:
            fields = {"text": "Les Aînés de Firminy"}
        assert 303 == browser.send(here, fields).status_code
    raise AssertionError("the walk does not end")


def test_a_coach_begins_for_a_leader_who_is_reached_nowhere(world: World, coach: Browser) -> None:
    here = begun(coach)
    page = coach.get(here)
    assert 200 == page.status_code
    assert "Filled in for Odile Roche" in page.text
    scope = QueueScope((), world.coach.id)
    (walk,) = world.database.read(lambda s: desk_walks.listed(s, scope, limit=9))
    assert ("Odile Roche", "Les Aînés") == (walk.leader, walk.title)
    assert "Odile Roche" in coach.get("/fill-in").text
    (entry,) = audited(world, walk.alliance)
    assert ("desk:fill_in", world.coach.id) == (entry.action, entry.by_person_id)


def test_what_is_answered_is_noted_as_said_by_the_coach(world: World, coach: Browser) -> None:
    here = begun(coach)
    choice = CHOICE.findall(coach.get(here).text)[0]
    assert 303 == answer(coach, here, choice=choice).status_code
    assert 303 == answer(coach, here, text="Les Aînés de Firminy").status_code
    run = stored(world, here)
    lines = world.database.read(lambda store: answers.history(store, run.id))
    assert lines
    assert {world.coach.id} == {line.by_person_id for line in lines}
    assert "Les Aînés de Firminy" in coach.get(here).text


def test_a_refusal_is_said_kindly_and_keeps_what_was_written(world: World, coach: Browser) -> None:
    here = begun(coach)
    refused = answer(coach, here, text="peut-être bien")
    assert 422 == refused.status_code
    assert "peut-être bien" in refused.text
    assert 'role="alert"' in refused.text
    assert 1 == stored(world, here).version
    assert "peut-être bien" in coach.get(here).text
    kind = select(RunEventRow.kind)
    noted = world.database.read(lambda s: s.connection.execute(kind).scalars().all())
    assert [RunEventKind.RETRIED] == noted


def test_an_empty_form_is_no_answer(quick: World) -> None:
    browser = Browser(quick).sign_in(quick.coach)
    here = begun(browser)
    browser.get(here)
    assert 422 == browser.send(here).status_code


def test_the_walk_goes_back_and_is_revised(world: World, coach: Browser) -> None:
    here = begun(coach)
    choice = CHOICE.findall(coach.get(here).text)[0]
    answer(coach, here, choice=choice)
    first = stored(world, here).run.at
    answer(coach, here, text="Les Aînés de Firminy")
    assert first != stored(world, here).run.at
    assert 303 == answer(coach, here, do="back").status_code
    assert first == stored(world, here).run.at
    assert 303 == answer(coach, here, do="keep").status_code
    assert 303 == answer(coach, here, revise=str(first)).status_code
    assert first == stored(world, here).run.at
    for nowhere in ("nowhere", "a.b.c.d", "", "x" * 5000):
        assert answer(coach, here, revise=nowhere or "..").status_code in {303, 422}


def test_a_whole_walk_is_sent_and_marked_as_filled_in(world: World, coach: Browser) -> None:
    bruno = colleague(world)
    here = begun(coach)
    early = coach.get(here)
    assert "/send" not in early.text
    walked(coach, here)
    assert RunStatus.REVIEW is stored(world, here).run.status
    coach.get(here)
    assert 303 == answer(coach, here, revise="organisation").status_code
    assert 303 == answer(coach, here, text="Les Aînés de Firminy").status_code
    walked(coach, here)
    coach.get(here)
    done = coach.send(f"{here}/send")
    assert 303 == done.status_code
    review = review_of(world, here)
    assert review is not None
    assert (ReviewStatus.SUBMITTED, world.coach.id) == (review.status, review.coach_id)
    assert "Les Aînés de Firminy" in review.title
    page = coach.get(done.headers["location"]).text
    assert "Some answers were filled in by Inès" in page
    assert "sent by Odile Roche" in page
    timeline = coach.get(f"/drafts/{review.public_id}/timeline").text
    assert "Began this draft in the leader’s place" in timeline
    assert "Sent version 1" in timeline
    told = world.database.write(lambda store: notices.take(store, bruno.id))
    assert () == told, "it has a coach already"
    waits = world.database.write(lambda s: timers.take(s, f"waiting:{review.public_id}"))
    assert {} == waits
    coach.get(here)
    assert "with the coaches already" in coach.get(here).text


def test_nobody_is_written_to_and_the_coach_goes_on(world: World, coach: Browser) -> None:
    here = begun(coach)
    walked(coach, here)
    coach.get(here)
    name = coach.send(f"{here}/send").headers["location"].rpartition("/")[2]
    take(coach, name)
    remark(coach, "Qui ?", name, under="whole", about="whole")
    strength(coach, name=name)
    page = coach.get(f"/drafts/{name}/verdict?verdict=revise").text
    assert "nothing is sent to Odile Roche" in page
    assert 303 == decide(coach, "revise", name).status_code
    assert None is world.database.write(lambda s: timers.take(s, f"verdict:{name}"))
    assert here in coach.get(f"/drafts/{name}").text
    coach.get(here)
    same = coach.send(f"{here}/send")
    assert 422 == same.status_code
    assert "Nothing has changed" in same.text
    answer(coach, here, revise="organisation")
    answer(coach, here, text="Une autre")
    walked(coach, here)
    coach.get(here)
    assert 303 == coach.send(f"{here}/send").status_code
    assert 200 == coach.get(f"/drafts/{name}/compare").status_code


def test_a_list_grows_and_shrinks_by_buttons(world: World, coach: Browser) -> None:
    here = begun(coach)
    for _ in range(400):
        page = coach.get(here).text
        if "entry:add" in page:
            break
        choices = CHOICE.findall(page)
        fields = {"do": "skip"} if 'value="skip"' in page else {}
        coach.send(here, fields or ({"choice": choices[0]} if choices else {"text": "Nous"}))
    question = stored(world, here).run.at
    assert question is not None
    assert 303 == answer(coach, here, do="entry:add").status_code
    assert question.question in str(stored(world, here).run.at)
    assert stored(world, here).run.at.part  # type: ignore[union-attr]
    assert 422 == answer(coach, here, do="entry:nothing").status_code


def test_of_two_who_fill_in_the_second_sees_where_it_is(world: World, coach: Browser) -> None:
    here = begun(coach)
    other = Browser(world).sign_in(colleague(world))
    choice = CHOICE.findall(other.get(here).text)[0]
    answer(coach, here, choice=choice)
    late = other.send(here, {"text": "mes mots"})
    assert 409 == late.status_code
    assert "Someone went on filling this in" in late.text
    assert "mes mots" in late.text


def test_a_form_sent_twice_answers_once(world: World, coach: Browser) -> None:
    here = begun(coach)
    choice = CHOICE.findall(coach.get(here).text)[0]
    fields = coach.form(here).fields | {"choice": choice}
    assert [303, 303] == [coach.post(here, fields).status_code for _ in range(2)]
    assert 2 == stored(world, here).version


def test_what_leaders_walk_themselves_is_never_opened_here(world: World, coach: Browser) -> None:
    world.draft()
    here = begun(coach)
    for path in ("/fill-in/run-potagers", "/fill-in/nothing"):
        assert 404 == coach.get(path).status_code
    stranger = Browser(world).sign_in(world.stranger)
    assert 404 == stranger.get(here).status_code
    assert "Odile" not in stranger.get("/fill-in").text
    token = stranger.form("/sign-out").fields
    for path in (here, f"{here}/send", "/fill-in/run-potagers", "/fill-in/run-potagers/send"):
        once = world.desk.new_token()
        sent = stranger.post(path, token | {"once": once, "version": "1", "text": "x"})
        assert 404 == sent.status_code


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_leader_has_a_name(quick: World, name: str) -> None:
    browser = Browser(quick).sign_in(quick.coach)
    browser.get("/fill-in")
    refused = browser.send("/fill-in", {"name": name, "association": "Les Aînés"})
    assert 422 == refused.status_code
    assert "Les Aînés" in refused.text


def test_it_is_not_sent_before_its_end(world: World, coach: Browser) -> None:
    here = begun(coach)
    coach.get(here)
    fields = coach.form(here).fields
    sent = coach.post(f"{here}/send", fields)
    assert 422 == sent.status_code
    assert "Some questions are left" in sent.text
    assert review_of(world, here) is None


def test_hostile_words_are_text(quick: World) -> None:
    browser = Browser(quick).sign_in(quick.coach)
    hostile = "<script>alert(1)</script>"
    here = begun(browser, hostile)
    choice = CHOICE.findall(browser.get(here).text)[0]
    answer(browser, here, choice=choice)
    answer(browser, here, text=hostile)
    for path in (here, "/fill-in"):
        assert "<script>alert" not in browser.get(path).text
    assert 422 == answer(browser, here, text="x" * 50_000).status_code


def test_every_refusal_is_worded() -> None:
    for language in languages():
        said = set(phrases_in(language).keys("filling.refused"))
        assert {str(code) for code in RefusalCode} == said


def test_contacts_of_the_desk_are_on_a_channel_of_their_own(world: World, coach: Browser) -> None:
    here = begun(coach)
    run = stored(world, here).public_id
    contact = world.database.write(lambda store: contacts.of_run(store, run))
    assert contact is not None
    assert ("desk", "fr", "Europe/Paris") == (contact.channel, contact.language, contact.timezone)


def test_what_a_form_says_is_one_reply() -> None:
    from web.form import Form  # noqa: PLC0415

    def read(**fields: tuple[str, ...]) -> object:
        return reply_of(Form(fields), None)

    assert [Skipped(), Kept(), WentBack()] == [
        *(read(do=(name,)) for name in ("skip", "keep", "back")),
    ]
    assert Picked(("a", "b")) == read(choice=("a", "b"))
    assert Said("mots") == read(text=("mots",), choice=("a",))
    assert Picked(("add",)) == read(do=("entry:add",))
