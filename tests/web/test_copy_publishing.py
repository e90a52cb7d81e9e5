"""A working copy as a whole: what it changes, what keeps it back, trying it, and publishing it."""

from __future__ import annotations

import pytest

from flows import engine
from flows.replies import Said
from storage.repositories import (
    alliances,
    contacts,
    revisions,
    runs,
    trial_reports,
    working_copies,
)
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.copies import SMALL, acts, copy_of, edit, edited, green, live_of, publish_small
from tests.web.world import World

REWORDED = edited("Voulez-vous une alliance", "La voulez-vous, cette alliance")


@pytest.fixture
def admin(world: World) -> Browser:
    publish_small(world)
    return Browser(world).sign_in(world.admin)


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


def test_whom_it_touches_is_said_to_the_number_before_and_after(
    world: World, admin: Browser
) -> None:
    world.database.write(lambda store: walking(store, world, 3))
    copy_of(world, renamed())
    admin.get("/flows/copies/c1")
    admin.send("/flows/copies/c1/trial")
    world.desk.trials.join()
    page = admin.get("/flows/copies/c1").text
    assert "2 answers moved" in page
    assert "<dt>walks that change revision</dt><dd>3</dd>" in page
    assert "<dt>people who will notice</dt><dd>0</dd>" in page
    done = admin.send("/flows/copies/c1/publish", {"note": "Un autre nom"})
    after = admin.get(done.headers["location"]).text
    assert "3 walks will pass to this revision" in after
    assert "2 answers moved" in after


def renamed() -> dict[str, str]:
    """The small flow, in which a question goes by another id."""
    word = ("our_name: Organisation", "organisation: Organisation")  # the charter has it too
    found = {
        name: text.replace("organisation", "our_name").replace(*word)
        for name, text in SMALL.items()
    }
    flow = found["flow.yaml"]
    was = "- id: our_name\n        was: [organisation]\n"
    return {**found, "flow.yaml": flow.replace("- id: our_name\n", was, 1)}


def walking(store: WriteStore, world: World, people: int) -> None:
    """Some are in the middle; the first has answered nothing yet."""
    flow = world.desk.guides.live(store, "alliance").compiled
    today = world.now.date()
    for number in range(people):
        contact = contacts.ensure(
            store,
            channel="terminal",
            address=str(number),
            shown_name="Léa",
            language="fr",
            timezone="Europe/Paris",
            now=world.now,
        )
        _, party = alliances.create(
            store, public_id=f"a{number}", title="", person_id=contact.person_id, now=world.now
        )
        run = engine.start(flow, language="fr", today=today).run
        if number:
            run = engine.reply(flow, run, Said("Les Potagers d’Arc"), today=today).run
        runs.start(store, run, public_id=f"r{number}", contact=contact, party=party, now=world.now)


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


def test_a_copy_is_discarded_after_a_question(world: World, admin: Browser) -> None:
    copy_of(world, REWORDED)
    green(world)
    assert "Discard this working copy?" in admin.get("/flows/copies/c1/discard").text
    assert 303 == admin.send("/flows/copies/c1/discard").status_code
    assert () == world.database.read(working_copies.listing)
    assert "is deleted" in admin.get("/flows").text


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
