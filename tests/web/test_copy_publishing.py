"""A working copy as a whole: what it changes, what keeps it back, trying it, and publishing it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.models.person import Role
from storage.repositories import revisions, trial_reports, working_copies
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.copies import SMALL, acts, copy_of, edit, edited, green, live_of, publish_small
from tests.web.world import World, person

REWORDED = edited("Voulez-vous une alliance", "La voulez-vous, cette alliance")


@pytest.fixture
def admin(world: World) -> Browser:
    publish_small(world)
    return Browser(world).sign_in(world.admin)


def colleague(world: World) -> Browser:
    made = world.database.write(lambda store: person(store, "Omar", Role.ADMIN))
    return Browser(world).sign_in(made)


def test_what_it_changes_is_told_word_by_word(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    page = admin.get("/flows/copies/c1").text
    for words in ("Question reworded", "La voulez-vous, cette", "need.ready", "not been tried"):
        assert words in page
    assert 'name="note"' in page
    assert "disabled>Publish these questions" in page


def test_issues_lead_to_their_line(world: World, admin: Browser) -> None:
    copy_of(world, edited("kind: yes_no", "kind: yes"))
    page = admin.get("/flows/copies/c1").text
    assert "1 error to mend." in page
    assert 'href="/flows/copies/c1/files/flow.yaml?line=' in page
    assert 'href="/flows/copies/c1/form/ready"' in page
    assert "The changes will be told here in plain words once the errors are mended" in page


def test_what_would_be_lost_is_told(world: World, admin: Browser) -> None:
    other = {name: text.replace("organisation", "our_name") for name, text in SMALL.items()}
    kept = {
        n: t.replace("our_name: Organisation", "organisation: Organisation")
        for n, t in other.items()
    }
    copy_of(world, kept)
    page = admin.get("/flows/copies/c1").text
    assert "Answers that would be lost" in page
    assert "was: [organisation]" in page
    green(world)
    admin.get("/flows/copies/c1")
    refused = admin.send("/flows/copies/c1/publish", {"note": "Renommer"})
    assert (409, (2, "Plus court")) == (refused.status_code, live_of(world))


def test_everything_is_tried_while_the_page_is_looked_at(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    admin.get("/flows/copies/c1")
    begun = admin.send("/flows/copies/c1/trial")
    assert (303, "/flows/copies/c1#trial") == (begun.status_code, begun.headers["location"])
    world.desk.trials.join()
    page = admin.get("/flows/copies/c1").text
    for words in ("2 stories played.", "All goes as it should.", "Ready to publish"):
        assert words in page
    assert {"running": False} == {
        key: value
        for key, value in admin.get("/flows/copies/c1/trial").json().items()
        if key == "running"
    }
    assert "flow:try" == acts(world)[0]


def test_a_trial_under_way_is_shown_and_not_begun_twice(world: World, admin: Browser) -> None:
    copy = copy_of(world, REWORDED)

    def under_way(store: WriteStore) -> None:
        trial_reports.begin(store, copy, attempt="a", now=world.now)
        trial_reports.beat(store, copy, "a", done=3, total=9, now=world.now)

    world.database.write(under_way)
    page = admin.get("/flows/copies/c1").text
    assert 'http-equiv="refresh" content="3; url=/flows/copies/c1"' in page
    assert "3 of 9" in page
    assert {"running": True, "done": 3, "total": 9} == admin.get("/flows/copies/c1/trial").json()
    admin.get("/flows/copies/c1")
    admin.send("/flows/copies/c1/trial")
    world.desk.trials.join()
    found = world.database.read(lambda store: trial_reports.find(store, copy))
    assert found is not None
    assert ("a", None) == (found.attempt, found.report)
    world.later(seconds=31)
    assert "The trial was interrupted" in admin.get("/flows/copies/c1").text


def test_a_change_asks_for_another_trial(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    assert "Ready to publish" in admin.get("/flows/copies/c1").text
    edit(world, edited("Voulez-vous une alliance", "Voulez-vous cette alliance"))
    page = admin.get("/flows/copies/c1").text
    assert "changed since it was last tried" in page
    assert "It has not been tried as it is now." in page


def test_a_red_story_keeps_it_back(world: World, admin: Browser) -> None:
    copy_of(world, edited("ends_at: charter", "ends_at: not_now", "stories.yaml"))
    admin.get("/flows/copies/c1")
    admin.send("/flows/copies/c1/trial")
    world.desk.trials.join()
    page = admin.get("/flows/copies/c1").text
    assert "1 story does not go as it says." in page
    assert "It expects to end at not_now, and ends at charter." in page


def test_publishing_needs_a_note_and_then_it_is_live(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    admin.get("/flows/copies/c1")
    for note in ("", "  ", "x" * 501):
        refused = admin.send("/flows/copies/c1/publish", {"note": note})
        assert (422, True) == (refused.status_code, "Write a note" in refused.text)
        admin.get("/flows/copies/c1")
    done = admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"})
    assert (303, "/flows/revisions/3?count=1") == (done.status_code, done.headers["location"])
    assert (3, "Mieux dit") == live_of(world)
    assert ["flow:end_copy", "flow:publish", "flow:draft"] == acts(world)[:3]
    page = admin.get("/flows/revisions/3?count=1").text
    for words in ("Revision 3 is live.", "Maud", "Question reworded", "Nobody is in the middle"):
        assert words in page
    assert 404 == admin.get("/flows/copies/c1").status_code
    listed = admin.get("/flows").text
    assert "Mieux dit" in listed
    assert "Question reworded" in listed


def test_the_same_form_sent_twice_publishes_once(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    admin.get("/flows/copies/c1")
    fields = admin.form("/flows/copies/c1/publish").fields | {"note": "Mieux dit"}
    sent = [admin.post("/flows/copies/c1/publish", fields) for _ in range(2)]
    assert [303, 303] == [each.status_code for each in sent]
    assert (3, "Mieux dit") == live_of(world)


def test_what_somebody_changed_meanwhile_is_not_published(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    admin.get("/flows/copies/c1")
    shown, other = admin.page, colleague(world)
    edit(world, edited("Voulez-vous une alliance", "Voulez-vous cette alliance"))
    other.get("/flows/copies/c1")
    other.send("/flows/copies/c1/trial")
    world.desk.trials.join()
    admin.page = shown
    late = admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"})
    assert 409 == late.status_code
    for words in ("Someone changed this working copy", "Omar – tried it", "Mieux dit"):
        assert words in late.text
    assert (2, "Plus court") == live_of(world)


def test_of_two_admins_the_second_is_told_kindly(world: World, admin: Browser) -> None:
    other = colleague(world)
    copy_of(world, REWORDED)
    copy_of(world, edited("title: Un petit", "title: Un court"), "c2")
    green(world)
    green(world, "c2")
    admin.get("/flows/copies/c1")
    other.get("/flows/copies/c2")
    assert 303 == admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"}).status_code
    late = other.send("/flows/copies/c2/publish", {"note": "Plus court"})
    assert 409 == late.status_code
    for words in ("Revision 3 was published meanwhile", "Mieux dit", "Plus court"):
        assert words in late.text
    assert (3, "Mieux dit") == live_of(world)


def test_two_who_publish_at_once_leave_one_revision_live(world: World, admin: Browser) -> None:
    browsers = {"c1": admin, "c2": colleague(world)}
    copy_of(world, REWORDED)
    copy_of(world, edited("title: Un petit", "title: Un court"), "c2")
    for name, browser in browsers.items():
        green(world, name)
        browser.get(f"/flows/copies/{name}")
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(browser.send, f"/flows/copies/{name}/publish", {"note": name})
            for name, browser in browsers.items()
        ]
        statuses = sorted(each.result().status_code for each in sent)
    assert [303, 409] == statuses
    number, note = live_of(world)
    left = {each.public_id for each in world.database.read(working_copies.listing)}
    assert (3, {"c1", "c2"} - {note}) == (number, left)


def test_it_goes_on_from_what_was_published_meanwhile(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    copy_of(world, edited("title: Un petit", "title: Un court"), "c2")
    green(world, "c2")
    admin.get("/flows/copies/c2")
    admin.send("/flows/copies/c2/publish", {"note": "Un titre"})
    page = admin.get("/flows/copies/c1").text
    assert "Another revision was published" in page
    done = admin.send("/flows/copies/c1/rebase")
    assert 303 == done.status_code
    copy = world.database.read(lambda store: working_copies.load(store, "c1"))
    assert 3 == copy.based_on
    assert "title: Un court" in copy.sources["flow.yaml"]
    assert "La voulez-vous, cette" in copy.sources["flow.yaml"]
    assert "flow:rebase" == acts(world)[0]


def test_changes_that_meet_are_named_and_nothing_is_touched(world: World, admin: Browser) -> None:
    before = copy_of(world, REWORDED)
    copy_of(world, edited("Voulez-vous une alliance", "Vous la voulez"), "c2")
    green(world, "c2")
    admin.get("/flows/copies/c2")
    admin.send("/flows/copies/c2/publish", {"note": "Autrement"})
    admin.get("/flows/copies/c1")
    refused = admin.send("/flows/copies/c1/rebase")
    assert 409 == refused.status_code
    assert "meet at flow.yaml:" in refused.text
    assert before == world.database.read(lambda store: working_copies.load(store, "c1"))


def test_a_copy_is_discarded_after_a_question(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    assert "Discard this working copy?" in admin.get("/flows/copies/c1/discard").text
    assert 303 == admin.send("/flows/copies/c1/discard").status_code
    assert () == world.database.read(working_copies.listing)
    assert "is deleted" in admin.get("/flows").text


def test_going_back_needs_a_note_and_a_word(world: World, admin: Browser) -> None:
    page = admin.get("/flows/revisions/1").text
    assert "Go back to revision 1" in page
    for fields in ({"note": "", "sure": "yes"}, {"note": "Retour"}):
        refused = admin.send("/flows/revisions/1/live", fields)
        assert 422 == refused.status_code
        admin.get("/flows/revisions/1")
    done = admin.send("/flows/revisions/1/live", {"note": "Retour", "sure": "yes"})
    assert 303 == done.status_code
    assert (1, "Retour") == live_of(world)
    assert "flow:go_back" == acts(world)[0]


def test_going_back_from_a_page_that_is_old_is_refused(world: World, admin: Browser) -> None:
    admin.get("/flows/revisions/1")
    shown = admin.page
    copy_of(world, REWORDED)
    green(world)
    admin.get("/flows/copies/c1")
    admin.send("/flows/copies/c1/publish", {"note": "Mieux dit"})
    admin.page = shown
    late = admin.send("/flows/revisions/1/live", {"note": "Retour", "sure": "yes"})
    assert (409, (3, "Mieux dit")) == (late.status_code, live_of(world))
    assert "Another revision was published meanwhile" in late.text


@pytest.mark.parametrize("number", ["9", "0", "x", "1234567"])
def test_there_is_no_such_revision(world: World, admin: Browser, number: str) -> None:
    assert 404 == admin.get(f"/flows/revisions/{number}").status_code
    assert 404 == admin.get(f"/flows/revisions/{number}/files.zip").status_code


def test_a_copy_that_changes_nothing_is_not_published(world: World, admin: Browser) -> None:
    copy_of(world)
    green(world)
    page = admin.get("/flows/copies/c1").text
    assert "Nothing differs from what is live." in page
    refused = admin.send("/flows/copies/c1/publish", {"note": "Rien"})
    assert (409, 2) == (refused.status_code, live_of(world)[0])
    assert [2, 1] == [
        each.number for each in world.database.read(lambda s: revisions.listing(s, "alliance"))
    ]
