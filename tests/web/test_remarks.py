"""Remarks: made beside what they are about, changed until they are sent, then talked about."""

from __future__ import annotations

import pytest

from charter.remark import Anchor, AnchorKind, Audience, RemarkState, Weight
from charter.review import Side
from storage.repositories import remarks, timers, typed_texts
from tests.web.browser import Browser
from tests.web.reading import (
    acted,
    audited,
    colleague,
    decide,
    forms_to,
    made_on,
    remark,
    send_again,
    strength,
    take,
    withdraw,
)
from tests.web.world import World


@pytest.mark.parametrize(
    ("under", "about", "excerpt"),
    [
        ("C2", "clause:C2", "Préambule"),
        ("C2", "answer:public", "Les personnes concernées"),
        ("whole", "whole", ""),
        ("whole", "answer:doubts_said", ""),
    ],
)
def test_a_remark_hangs_on_what_it_is_about(
    quick: World, under: str, about: str, excerpt: str
) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    done = remark(browser, "À qui manque quoi ?", under=under, about=about)
    assert (303, "/drafts/potagers#remark-id000001") == (
        *(done.status_code, done.headers["location"]),
    )
    (made,) = made_on(quick)
    kind, _, key = about.partition(":")
    assert Anchor(AnchorKind(kind), key) == made.anchor
    assert made.excerpt.replace("\u00a0", " ").find(excerpt) >= 0
    assert "À qui manque quoi ?" in browser.get("/drafts/potagers").text


def test_what_was_done_is_said_at_the_remark_and_where_it_was(quick: World) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    place = remark(browser, "À qui ?").headers["location"].partition("#")[2]
    page = browser.get("/drafts/potagers").text
    said = page.index('role="status">The remark is added')
    assert f'id="{place}"' == page[page.rindex('id="remark-', 0, said) :][: len(place) + 5]
    assert 1 == page.count("The remark is added")
    (made,) = made_on(quick)
    gone = browser.send(f"/drafts/potagers/remarks/{made.public_id}/remove")
    assert "/drafts/potagers#clause-C2" == gone.headers["location"]
    page = browser.get("/drafts/potagers").text
    assert page.index('id="clause-C2"') < page.index("The remark is removed")
    assert 1 == page.count("The remark is removed")


def test_weight_audience_and_priority_are_kept(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    remark(coach, "Qui ?", weight="must_fix", audience="shared", priority="yes")
    remark(coach, "Entre nous", weight="suggestion", audience="private")
    shared, private = made_on(world)
    assert (Weight.MUST_FIX, Audience.SHARED, True) == (
        *(shared.weight, shared.audience, shared.priority),
    )
    assert (Audience.PRIVATE, False) == (private.audience, private.priority)
    assert ["review:take", "remark:add", "remark:add"] == [e.action for e in audited(world)]
    assert "Qui ?" not in repr(audited(world))


@pytest.mark.parametrize(
    ("text", "fields", "said"),
    [
        ("", {}, "Write your remark first"),
        ("\u200b \n", {}, "Write your remark first"),
        ("x" * 50_000, {}, "this one has 50000"),
        ("Qui ?", {"about": "clause:C99"}, "has no such clause or answer"),
        ("Qui ?", {"about": "answer:nowhere.1.x"}, "has no such clause or answer"),
        ("Qui ?", {"audience": "private", "priority": "yes"}, "cannot be one"),
    ],
)
def test_a_remark_that_cannot_be_taken_says_why_and_keeps_the_words(
    quick: World, text: str, fields: dict[str, str], said: str
) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    refused = remark(browser, text, **fields)
    assert 422 == refused.status_code
    assert said in refused.text
    assert text.strip("\u200b \n") in refused.text
    assert () == made_on(quick)
    if len(text) > 1_000:
        assert text in browser.get("/drafts/potagers").text, "what was typed is kept"


@pytest.mark.parametrize("about", ["clause:", "whole:x", "nothing", "answer", "clause:C2:C3"])
def test_what_a_remark_is_about_is_one_of_the_things_shown(quick: World, about: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    take(browser)
    assert remark(browser, "Qui ?", about=about).status_code in {303, 422}
    assert all(made.anchor == Anchor() for made in made_on(quick))


def test_the_fourth_priority_is_refused_kindly(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    for text in ("Un", "Deux", "Trois"):
        assert 303 == remark(coach, text, priority="yes").status_code
    refused = remark(coach, "Quatre", priority="yes")
    assert 422 == refused.status_code
    assert "three priorities already" in refused.text
    assert 303 == remark(coach, "Quatre").status_code


def test_a_ready_question_comes_after_what_is_written_and_nothing_is_lost(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    led = remark(coach, "Bonjour.", ready="need", weight="must_fix")
    assert 303 == led.status_code
    path, _, place = led.headers["location"].partition("#")
    assert "form-C2-text" == place
    assert () == made_on(world)
    coach.get(path)
    forms = forms_to(coach, "/drafts/potagers/remarks")
    (fields,) = [form.fields for form in forms if form.fields["under"] == "C2"]
    assert fields["text"].startswith("Bonjour.\nWho lacks what, and how do you know")
    assert "must_fix" == fields["weight"]
    assert 303 == coach.post("/drafts/potagers/remarks", fields).status_code
    assert 'value="Bonjour' not in coach.get("/drafts/potagers").text
    left = world.database.read(lambda s: typed_texts.under(s, world.coach.id, "potagers:"))
    assert {} == dict(left)


def test_what_was_typed_waits_when_the_page_is_opened_anew(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    csrf = coach.form("/drafts/potagers/reading").fields["csrf"]
    for field in ("remark:C2", "strength", "grid:need"):
        fields = {"csrf": csrf, "text": f"écrit {field}", "typed.text": f"potagers:{field}"}
        assert 204 == coach.post("/typed", fields).status_code
    page = coach.get("/drafts/potagers").text
    for field in ("remark:C2", "strength", "grid:need"):
        assert f"écrit {field}" in page


def test_a_remark_is_said_otherwise_and_taken_away_until_it_is_sent(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    remark(coach, "Qui ?")
    coach.get("/drafts/potagers")
    here = "/drafts/potagers/remarks/id000001"
    assert 303 == coach.send(here, {"text": "Qui donc ?", "weight": "must_fix"}).status_code
    (made,) = made_on(world)
    assert ("Qui donc ?", Weight.MUST_FIX, 2) == (made.text, made.weight, made.version)
    coach.get("/drafts/potagers")
    assert 303 == coach.send(f"{here}/remove").status_code
    assert () == made_on(world)


def test_of_two_who_change_a_remark_the_second_sees_what_the_first_wrote(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    remark(coach, "Qui ?")
    other, here = Browser(world).sign_in(colleague(world)), "/drafts/potagers/remarks/id000001"
    other.get("/drafts/potagers")
    coach.get("/drafts/potagers")
    coach.send(here, {"text": "Qui donc ?"})
    late = other.send(here, {"text": "Et combien ?"})
    assert 409 == late.status_code
    for words in ("Someone changed this remark", "Qui donc ?", "Et combien ?", "Inès"):
        assert words in late.text
    assert "Qui donc ?" == made_on(world)[0].text
    other.page = late
    assert 303 == other.send(here).status_code, "sent again knowingly"
    assert "Et combien ?" == made_on(world)[0].text


def test_a_form_sent_twice_makes_one_remark(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    fields = coach.form("/drafts/potagers/remarks").fields | {"text": "Qui ?"}
    sent = [coach.post("/drafts/potagers/remarks", fields) for _ in range(3)]
    assert [303] * 3 == [each.status_code for each in sent]
    assert 1 == len(made_on(world))


def test_nothing_is_remarked_on_a_draft_that_nobody_took(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    fields = coach.form("/drafts/potagers/remarks").fields | {"text": "Qui ?"}
    coach.send("/drafts/potagers/put-back")
    refused = coach.post("/drafts/potagers/remarks", fields)
    assert 422 == refused.status_code
    assert "take it first" in refused.text
    assert () == made_on(world)


def asked_about(world: World, coach: Browser, text: str = "Lesquels ?") -> str:
    world.draft()
    take(coach)
    remark(coach, "Qui ?")
    strength(coach)
    decide(coach, "revise")
    acted(world, "potagers", RemarkState.ASKED, text)
    coach.get("/drafts/potagers")
    return "/drafts/potagers/remarks/id000001"


def test_the_leaders_question_is_answered_and_the_bot_is_told(world: World, coach: Browser) -> None:
    here = asked_about(world, coach)
    assert "Lesquels ?" in coach.get("/drafts/potagers").text
    assert 303 == coach.send(f"{here}/answer", {"text": "Tous les aînés."}).status_code
    (made,) = made_on(world)
    notes = world.database.read(lambda store: remarks.notes(store, [made]))
    assert [(Side.LEADER, "Lesquels ?"), (Side.COACH, "Tous les aînés.")] == [
        (note.side, note.text) for note in notes
    ]
    assert RemarkState.ANSWERED is made.state
    payload = world.database.write(lambda store: timers.take(store, "reply:id000001"))
    assert {"note": notes[-1].id} == payload
    assert "remark:answer" == audited(world)[-1].action


@pytest.mark.parametrize("text", ["", "x" * 2_001])
def test_an_answer_says_something_and_is_read_on_a_phone(quick: World, text: str) -> None:
    browser = Browser(quick).sign_in(quick.coach)
    here = asked_about(quick, browser)
    refused = browser.send(f"{here}/answer", {"text": text})
    assert 422 == refused.status_code
    assert RemarkState.ASKED is made_on(quick)[0].state


def test_an_answer_that_another_gave_already_is_not_given_twice(
    world: World, coach: Browser
) -> None:
    here = asked_about(world, coach)
    other = Browser(world).sign_in(colleague(world))
    other.get("/drafts/potagers")
    coach.send(f"{here}/answer", {"text": "Tous."})
    late = other.send(f"{here}/answer", {"text": "Aucun."})
    assert 409 == late.status_code
    assert "Tous." in late.text
    assert 2 == len(world.database.read(lambda s: remarks.notes(s, made_on(world))))


def test_a_settled_remark_is_closed(world: World, coach: Browser) -> None:
    here = asked_about(world, coach)
    coach.send(f"{here}/answer", {"text": "Tous."})
    acted(world, "potagers", RemarkState.KEPT, "C’est bien ainsi")
    coach.get("/drafts/potagers")
    assert 303 == coach.send(f"{here}/close").status_code
    assert RemarkState.CLOSED is made_on(world)[0].state
    page = coach.get("/drafts/potagers").text
    assert "C’est bien ainsi" in page
    assert f"{here}/close" not in page


def test_what_was_sent_does_not_change_any_more(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    remark(coach, "Qui ?")
    coach.get("/drafts/potagers")
    here = "/drafts/potagers/remarks/id000001"
    fields = coach.form(here).fields | {"text": "Trop tard"}
    strength(coach)
    decide(coach, "revise")
    late = coach.post(here, fields)
    assert late.status_code in {409, 422}
    assert "Qui ?" == made_on(world)[0].text


def test_a_question_about_an_older_version_is_not_forgotten(world: World, coach: Browser) -> None:
    here = asked_about(world, coach)
    send_again(world, "potagers", public="Les aînés")
    page = coach.get("/drafts/potagers").text
    assert "Left from an earlier version" in page
    assert "/drafts/potagers/revisions/1#remark-id000001" in page
    coach.get("/drafts/potagers/revisions/1")
    done = coach.send(f"{here}/answer", {"text": "Tous."})
    assert (303, "/drafts/potagers/revisions/1#remark-id000001") == (
        *(done.status_code, done.headers["location"]),
    )
    assert "Left from an earlier version" not in coach.get("/drafts/potagers").text


def test_remarks_that_a_withdrawal_kept_from_leaving_are_shown_again(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    remark(coach, "Jamais partie ?")
    withdraw(world)
    send_again(world, "potagers", public="Les aînés")
    page = coach.get("/drafts/potagers").text
    assert "Jamais partie ?" in page
    assert "/revisions/1" not in page
