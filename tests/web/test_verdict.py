"""The verdict: shown as the leader will receive it, then given once, whole or not at all."""

from __future__ import annotations

import pytest
from httpx2 import Response

from charter.remark import Weight
from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.repositories import timers
from tests.web.browser import Browser
from tests.web.reading import (
    audited,
    colleague,
    decide,
    made_on,
    reading_of,
    remark,
    review_of,
    strength,
    take,
)
from tests.web.world import World


def test_what_the_leader_will_receive_is_shown_in_their_language(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    remark(coach, "Plus tard ?")
    remark(coach, "À qui manque quoi ?", weight="must_fix", priority="yes")
    remark(coach, "Entre nous.", audience="private")
    strength(coach, "Le besoin est chiffré.")
    page = coach.get("/drafts/potagers/verdict?verdict=revise").text
    letter = page[page.index('class="sheet letter" lang="fr"') : page.index("</section>")]
    said = ["Le besoin est chiffré.", "revoir quelques points", "À qui manque quoi", "Plus tard"]
    assert said == sorted(said, key=letter.index)
    assert "Entre nous." not in letter
    assert "Entre nous." in page


def test_next_steps_come_with_a_charter_that_is_ready(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    page = coach.get("/drafts/potagers/verdict?verdict=ready").text
    assert "Présentez la charte à votre conseil d’administration" in page


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (Verdict.READY, ReviewStatus.APPROVED),
        (Verdict.REVISE, ReviewStatus.CHANGES_REQUESTED),
        (Verdict.REDO, ReviewStatus.REDO_WITH_SUPPORT),
    ],
)
def test_a_verdict_moves_the_draft_and_wakes_the_bot_at_once(
    world: World, coach: Browser, verdict: Verdict, status: ReviewStatus
) -> None:
    world.draft()
    world.database.write(
        lambda s: timers.schedule(s, "waiting:potagers", due=world.now, payload={})
    )
    take(coach)
    remark(coach, "Qui ?")
    remark(coach, "Entre nous.", audience="private")
    strength(coach)
    done = decide(coach, verdict)
    assert (303, "/drafts/potagers") == (done.status_code, done.headers["location"])
    review, reading = review_of(world), reading_of(world)
    assert (status, world.now, world.coach.id) == (review.status, review.since, review.coach_id)
    assert (verdict, world.now) == (reading.verdict, reading.decided_at)
    assert [world.now] * 2 == [made.sent_at for made in made_on(world)]
    payload = world.database.write(lambda s: timers.take(s, "verdict:potagers"))
    assert {"number": 1} == payload
    assert world.database.write(lambda s: timers.take(s, "waiting:potagers")) is None
    entry = audited(world)[-1]
    assert ("review:verdict", {"verdict": verdict, "number": 1}) == (
        *(entry.action, dict(entry.details)),
    )
    coach.get("/drafts/potagers")
    assert "Verdict given on" in coach.get("/drafts/potagers").text


def test_a_strength_is_asked_for_first(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    remark(coach, "Qui ?")
    page = coach.get("/drafts/potagers/verdict?verdict=revise").text
    assert "A strength: everything begins with it" in page
    assert 'name="seen"' not in page
    assert 422 == forced(coach, "revise").status_code
    assert ReviewStatus.IN_REVIEW is review_of(world).status


def test_a_charter_that_is_ready_asks_for_no_revision_unseen(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    remark(coach, "Qui ?", weight="must_fix")
    remark(coach, "Plus tard ?")
    remark(coach, "Entre nous.", weight="must_fix", audience="private")
    warned = "One remark still asks for a revision"
    assert warned in coach.get("/drafts/potagers/verdict?verdict=ready").text
    assert warned not in coach.get("/drafts/potagers/verdict?verdict=revise").text
    (made, *_) = made_on(world)
    coach.get(f"/drafts/potagers?change={made.public_id}")
    assert 303 == coach.send(f"/drafts/potagers/remarks/{made.public_id}").status_code
    assert Weight.SUGGESTION is made_on(world)[0].weight
    assert warned not in coach.get("/drafts/potagers/verdict?verdict=ready").text


def forced(coach: Browser, verdict: str, seen: str = "x") -> Response:
    coach.get("/drafts/potagers")
    fields = coach.form("/sign-out").fields | {"verdict": verdict, "seen": seen}
    return coach.post("/drafts/potagers/verdict", fields)


@pytest.mark.parametrize("audience", ["", "private"])
def test_nobody_is_asked_to_revise_without_being_told_what(quick: World, audience: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    strength(browser)
    if audience:
        remark(browser, "Entre nous.", audience=audience)
    page = browser.get("/drafts/potagers/verdict?verdict=revise").text
    assert "At least one remark that the leader may read" in page
    assert 422 == forced(browser, "revise").status_code
    assert reading_of(quick).verdict is None


def test_a_verdict_is_given_on_what_was_seen(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    remark(coach, "Qui ?")
    coach.get("/drafts/potagers/verdict?verdict=revise")
    confirming = coach.page
    other = Browser(world).sign_in(colleague(world))
    remark(other, "Et combien ?")
    coach.page = confirming
    late = coach.send("/drafts/potagers/verdict")
    assert 409 == late.status_code
    for words in ("Something changed", "Bruno", "Et combien ?"):
        assert words in late.text
    assert reading_of(world).verdict is None
    assert None is world.database.write(lambda s: timers.take(s, "verdict:potagers"))
    coach.page = late
    assert 303 == coach.send("/drafts/potagers/verdict").status_code


def test_a_verdict_is_given_once(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    coach.get("/drafts/potagers/verdict?verdict=ready")
    fields = coach.form("/drafts/potagers/verdict").fields
    again = fields | {"once": world.desk.new_token(), "verdict": "redo"}
    sent = [coach.post("/drafts/potagers/verdict", each) for each in (fields, fields, again)]
    assert [303, 303, 422] == [each.status_code for each in sent]
    assert Verdict.READY is reading_of(world).verdict
    assert 1 == [entry.action for entry in audited(world)].count("review:verdict")


def test_a_colleagues_draft_says_whose_it_is(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    other = Browser(world).sign_in(colleague(world))
    page = other.get("/drafts/potagers/verdict?verdict=ready").text
    assert "in Inès’s hands" in page
    assert 303 == other.send("/drafts/potagers/verdict").status_code
    assert world.coach.id == review_of(world).coach_id


@pytest.mark.parametrize("verdict", ["", "excellent", "READY", "ready "])
def test_there_are_three_verdicts(quick: World, verdict: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    strength(browser)
    assert 404 == browser.get(f"/drafts/potagers/verdict?verdict={verdict}").status_code
    assert 404 == forced(browser, verdict).status_code
