"""A draft beside its answers; and every page of it closed to whom it is not for."""

from __future__ import annotations

import re

import pytest

from charter.review import ReviewAct
from storage.repositories import alliances, contacts, people, reviews, runs
from storage.stores import WriteStore
from tests.storage.walks import said
from tests.web.browser import Browser
from tests.web.reading import (
    MARK,
    colleague,
    decide,
    hidden,
    remark,
    send_again,
    strength,
    take,
    withdraw,
)
from tests.web.world import World, sent

SHOWN = ("", "/revisions/1", "/verdict?verdict=ready", "/compare", "/timeline", "/files")
ACTS = {
    "/take": {"version": "1"},
    "/put-back": {"version": "2"},
    "/hand-over": {"version": "1", "to": "team:common"},
    "/remarks": {"under": "C2", "about": "clause:C2", "text": "Qui ?"},
    "/remarks/m1": {"version": "1", "text": "Qui ?"},
    "/remarks/m1/remove": {"version": "1"},
    "/remarks/m1/answer": {"version": "1", "text": "Tous."},
    "/remarks/m1/close": {"version": "1"},
    "/grid": {"state.need": "solid"},
    "/reading": {"version": "0", "strength": "Clair."},
    "/verdict": {"verdict": "ready", "seen": "x"},
    "/files": {"number": "1", "format": "pdf"},
}


def section(page: str, begin: str, end: str) -> str:
    return page[page.index(begin) : page.index(end, page.index(begin))]


def test_the_leaders_doubts_come_before_the_clauses(world: World, coach: Browser) -> None:
    world.draft()
    page = coach.get("/drafts/potagers").text
    doubts = section(page, 'id="doubts"', "</section>")
    assert "Que voudriez-vous demander à votre coach" in doubts
    assert page.index('id="doubts"') < page.index('id="clause-C1"')


def test_a_doubt_leads_to_a_remark_that_has_it_under_its_eyes(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    doubts = section(coach.get("/drafts/potagers").text, 'id="doubts"', "</section>")
    assert "Reply with a remark" in doubts
    said = section(doubts, "<blockquote>", "</blockquote>").removeprefix("<blockquote>")
    (query,) = re.findall(r"\?under=(\w+)&amp;about=(answer:\w+)#form-", doubts)[:1]
    page = coach.get("/drafts/potagers?under={}&about={}".format(*query)).text
    form = section(page, f'id="form-{query[0]}"', "</form>")
    assert said in section(form, 'class="quotes"', "</div>")


def test_skipped_questions_do_not_hide_the_charter(world: World, coach: Browser) -> None:
    world.draft(story="banc_public")
    page = coach.get("/drafts/potagers").text
    skipped = section(page, 'aria-labelledby="skipped-title"', "</section>")
    number = skipped.count("<li>")
    assert f"{number} questions skipped" in skipped
    assert (number > 5) is ("<details>" in skipped)


def test_each_clause_stands_beside_the_raw_answers_it_rests_on(
    world: World, coach: Browser
) -> None:
    world.draft()
    page = coach.get("/drafts/potagers").text
    clause = section(page, 'id="clause-C2"', "</section>")
    assert 'href="#answer-C2-1"' in clause
    assert 'id="answer-C2-1"' in clause
    assert "Qui vit le problème, et où" in clause
    assert "<blockquote>Les familles à petit budget de Firminy" in clause


def test_only_the_whole_history_up_to_the_sending_is_read(world: World, coach: Browser) -> None:
    world.draft()

    def work(store: WriteStore) -> None:
        stored = runs.load(store, "run-potagers")
        for text in ("D’abord ceci", "Puis cela"):
            run, changes = said(stored, "public", text)
            stored = runs.save(store, stored, run, changes, by=None, now=world.now)
        done = reviews.load(store, "potagers")
        reviews.act(store, done, ReviewAct.WITHDRAW, now=world.now, coach_id=None)
        by = alliances.parties(store, alliances.load(store, "potagers"))[0].person_id
        sent(store, world, stored, by=by)
        world.later(minutes=5)
        run, changes = said(stored, "public", "Pas encore envoyé")
        runs.save(store, stored, run, changes, by=by, now=world.now)

    world.database.write(work)
    page = coach.get("/drafts/potagers").text
    clause = section(page, 'id="clause-C2"', "</section>")
    assert "What was said before" in clause
    assert "D’abord ceci" in clause
    assert "Pas encore envoyé" not in page


@pytest.mark.parametrize("state", ["theirs", "withdrawn", "nothing", "unsent"])
def test_a_draft_that_is_not_theirs_is_as_one_that_is_not_there(world: World, state: str) -> None:
    """On every route, and the same to the letter."""
    name = drafted(world, state)
    coach = Browser(world).sign_in(world.coach)
    missing = coach.get("/drafts/never-was").text.replace("never-was", "")
    for path in (*SHOWN, "/files/1/pdf", "/files/1/copy?ticket=x", "/revisions/2"):
        found = coach.get(f"/drafts/{name}{path}")
        assert 404 == found.status_code, path
        assert len(missing) == pytest.approx(len(found.text.replace(name, "")), abs=400)
        assert "Potagers" not in found.text
    coach.get("/account")
    token = coach.form("/account/browsers").fields["csrf"]
    for path, fields in ACTS.items():
        once = world.desk.new_token()
        found = coach.post(f"/drafts/{name}{path}", fields | {"csrf": token, "once": once})
        assert 404 == found.status_code, path


def drafted(world: World, state: str) -> str:
    match state:
        case "theirs":
            world.draft("potagers", team="nord")
        case "withdrawn":
            world.draft()
            withdraw(world)
        case "unsent":
            world.draft()

            def approve_and_reopen(store: WriteStore) -> None:
                for act in (ReviewAct.TAKE, ReviewAct.APPROVE, ReviewAct.REOPEN):
                    review = reviews.load(store, "potagers")
                    reviews.act(store, review, act, now=world.now, coach_id=world.coach.id)

            world.database.write(approve_and_reopen)
        case _:
            return "nothing"
    return "potagers"


def test_a_remark_of_another_draft_is_not_there(world: World, coach: Browser) -> None:
    world.draft()
    world.draft("b")
    take(coach)
    take(coach, "b")
    remark(coach, "Qui ?")
    made = "id000001"
    coach.get("/drafts/b")
    token = coach.form("/drafts/b/remarks").fields
    for path in ("", "/remove", "/answer", "/close"):
        fields = token | {"version": "1", "text": "x", "once": world.desk.new_token()}
        assert 404 == coach.post(f"/drafts/b/remarks/{made}{path}", fields).status_code


def test_what_coaches_may_not_read_is_in_no_page_and_no_file(world: World) -> None:
    hidden(world)
    coach = Browser(world).sign_in(world.coach)
    take(coach, "discret")
    remark(coach, "Qui ?", "discret")
    strength(coach, name="discret")
    assert 303 == decide(coach, "revise", "discret").status_code
    send_again(world, "discret", doubts_said=f"{MARK} encore", public="Les aînés")
    shown = [*SHOWN[2:], "", "/revisions/2", "/compare?from=2&to=3"]
    paths = [*(f"/drafts/discret{path}" for path in shown), "/drafts", "/drafts.csv"]
    seen = [coach.get(path) for path in paths]
    assert [200] * len(paths) == [each.status_code for each in seen]
    for number in ("2", "3"):
        for kind in ("json", "markdown", "html", "copy", "docx"):
            coach.get("/drafts/discret/files")
            led = coach.send("/drafts/discret/files", {"number": number, "format": kind})
            seen.append(coach.get(led.headers["location"]))
            assert 200 == seen[-1].status_code
    for each in seen:
        assert MARK not in each.text
        assert MARK.encode() not in each.content
    take(coach, "discret")
    about = {"under": "whole", "about": "answer:doubts_said"}
    refused = remark(coach, "Et ?", "discret", **about)
    assert 422 == refused.status_code
    assert MARK not in refused.text


def test_a_revision_that_was_taken_back_is_not_read(world: World, coach: Browser) -> None:
    world.draft()
    withdraw(world)
    send_again(world, "potagers", public="Les aînés")
    assert 200 == coach.get("/drafts/potagers").status_code
    assert 404 == coach.get("/drafts/potagers/revisions/1").status_code
    assert 404 == coach.get("/drafts/potagers/compare?from=1&to=2").status_code
    coach.get("/drafts/potagers/files")
    asked = coach.send("/drafts/potagers/files", {"number": "1", "format": "pdf"})
    assert 404 == asked.status_code


@pytest.mark.parametrize("number", ["0", "7", "-1", "x", "٣", "9" * 40])
def test_a_revision_that_is_not_there_is_missing(quick: World, number: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    assert 404 == browser.get(f"/drafts/potagers/revisions/{number}").status_code
    assert 404 == browser.get(f"/drafts/potagers/files/{number}/pdf").status_code


def test_an_older_revision_says_so_and_is_not_changed(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    decide(coach, "redo")
    send_again(world, "potagers", public="Les aînés")
    page = coach.get("/drafts/potagers/revisions/1").text
    assert "You are reading an older version" in page
    assert "/drafts/potagers/remarks" not in page
    assert "Les aînés</blockquote>" not in page


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_script_in_every_answer_is_shown_as_text(world: World, coach: Browser) -> None:
    world.draft()
    withdraw(world)
    texts = ("public", "problem", "organisation", "doubts_said", "figure", "tried_alone")
    send_again(world, "potagers", **dict.fromkeys(texts, HOSTILE))
    take(coach)
    remark(coach, HOSTILE, about="clause:C2")
    remark(coach, HOSTILE, about="answer:public")
    strength(coach, HOSTILE)
    for path in SHOWN:
        page = coach.get(f"/drafts/potagers{path}".replace("/revisions/1", "/revisions/2")).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in coach.get("/drafts/potagers").text


def test_who_filled_in_for_the_leader_is_said(world: World, coach: Browser) -> None:
    world.draft()
    withdraw(world)
    bruno = colleague(world)

    def work(store: WriteStore) -> None:
        stored = runs.load(store, "run-potagers")
        run, changes = said(stored, "public", "Les aînés, m’a-t-elle dit")
        stored = runs.save(store, stored, run, changes, by=bruno.id, now=world.now)
        leader = contacts.find(store, "terminal", "potagers")
        assert leader is not None
        people.load(store, leader.person_id)
        sent(store, world, stored, by=leader.person_id)

    world.database.write(work)
    page = coach.get("/drafts/potagers").text
    assert "Filled in by Bruno" in page
    assert "Some answers were filled in by Bruno" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_whole_in_each_language(quick: World, language: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    browser.client.headers["Accept-Language"] = language
    take(browser)
    remark(browser, "Qui ?")
    for path in SHOWN:
        page = browser.get(f"/drafts/potagers{path}")
        assert 200 == page.status_code
        assert f'<html lang="{language}">' in page.text
