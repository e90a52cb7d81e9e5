"""A working copy walked in the browser: by the real engine, carried by the page, stored nowhere."""

from __future__ import annotations

import re

import pytest
from httpx2 import Response
from sqlalchemy import func, select

from flows.rehearsing import Line
from flows.replies import Finished, Kept, Picked, Revised, Said, Skipped, WentBack
from flows.run import Place
from flows.stories import Stories, read_stories
from storage.models import Row
from storage.repositories import working_copies
from storage.stores import ReadStore
from tests.web.browser import Browser
from tests.web.copies import SMALL, acts, copy_of, edit, edited, publish_small
from tests.web.world import World
from web.signing import Seal
from web.views.walk_wire import Carried, TooLong, carried, written

HERE = "/flows/copies/c1/try"
NAME = "Comment s’appelle votre association ?"
READY = "Voulez-vous une alliance ?"


@pytest.fixture
def admin(quick: World) -> Browser:
    publish_small(quick)
    copy_of(quick)
    browser = Browser(quick).sign_in(quick.admin)
    browser.get(f"{HERE}?language=fr")
    return browser


def says(browser: Browser, **fields: str) -> Response:
    """In the form of the question, on the page as it stands."""
    assert browser.page is not None
    at = {"at": re.search(r'name="at" value="([^"]*)"', browser.page.text)}
    walk = re.search(r'name="walk" value="([^"]*)"', browser.page.text)
    assert walk is not None
    form = browser.form(f"{HERE}#asked-now").fields
    told = {"walk": walk[1], **{name: each[1] for name, each in at.items() if each}}
    browser.page = browser.post(HERE, form | told | {"language": "fr"} | fields)
    return browser.page


def asked(page: Response) -> str:
    found = re.search(r'<h2 id="asked-now"[^>]*>([^<]*)</h2>', page.text)
    assert found is not None
    return found[1]


def to_the_end(browser: Browser) -> Response:
    says(browser, text="Les Potagers d’Arc")
    return says(browser, choice="no")


def counted(world: World) -> dict[str, int]:
    tables = [table for table in Row.metadata.sorted_tables if table.name != "sent_forms"]

    def read(store: ReadStore) -> dict[str, int]:
        connection = store.connection
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }

    return world.database.read(read)


def test_a_copy_is_walked_as_leaders_walk_it_and_nothing_is_stored(
    quick: World, admin: Browser
) -> None:
    before = counted(quick)
    page = admin.page
    assert page is not None
    assert NAME == asked(page)
    assert "Son nom ouvre la charte." in page.text
    assert READY == asked(says(admin, text="Les Potagers d’Arc"))
    assert admin.page is not None
    assert "Les Potagers d’Arc" in admin.page.text
    refused = says(admin, text="peut-être bien")
    assert (422, READY) == (refused.status_code, asked(refused))
    assert "peut-être bien" in refused.text
    assert NAME == asked(says(admin, do="back"))
    assert READY == asked(says(admin, text="Les Lopins"))
    ended = says(admin, choice="no")
    assert "Ce n’est pas le moment, et c’est bien ainsi." in ended.text
    assert NAME == asked(says(admin, revise="organisation"))
    assert before == counted(quick)


def test_it_is_walked_in_each_language_with_the_charter_beside_it(admin: Browser) -> None:
    page = says(admin, text="Les Potagers d’Arc")
    charter = page.text[page.text.index('id="so-far-title"') :]
    assert "Les Potagers d’Arc" in charter
    assert 'class="gap"' in charter
    english = says(admin, do="translate", language="en")
    assert "Do you want an alliance?" == asked(english)


def test_a_reload_goes_on_under_the_new_text_and_says_where_it_stopped(
    quick: World, admin: Browser
) -> None:
    to_the_end(admin)
    edit(quick, edited("      - id: ready\n", NEW + "      - id: ready\n"))
    page = says(admin, do="reload")
    assert "Depuis quand ?" == asked(page)
    assert "Answers that you gave and that wait for theirs: 1." in page.text
    done = says(admin, text="Depuis toujours")
    assert "Ce n’est pas le moment" in done.text


NEW = """      - id: since
        kind: text
        text: "Depuis quand ?"
"""


def test_what_was_typed_is_kept_when_another_question_is_asked_by_now(
    quick: World, admin: Browser
) -> None:
    edit(quick, edited("      - id: organisation\n", NEW + "      - id: organisation\n"))
    page = says(admin, text="Les Potagers d’Arc")
    assert (422, "Depuis quand ?") == (page.status_code, asked(page))
    assert "Les Potagers d’Arc</textarea>" in page.text


def test_a_copy_with_errors_says_what_is_to_be_put_right(quick: World, admin: Browser) -> None:
    edit(quick, edited("kind: yes_no", "kind: perhaps"))
    page = admin.get(HERE)
    assert 200 == page.status_code
    assert "This draft has an error" in page.text
    assert "perhaps" in page.text


def test_a_walk_is_kept_as_a_story_and_the_file_keeps_its_letters(
    quick: World, admin: Browser
) -> None:
    admin.page = to_the_end(admin)
    fields = {"name": "Pas maintenant", "title": "Un club qui s’arrête là"}
    kept = admin.send("/flows/copies/c1/try/story#asked-now", fields)
    assert "pas_maintenant" in kept.text
    copy = quick.database.read(lambda store: working_copies.load(store, "c1"))
    text = copy.sources["stories.yaml"]
    assert text.startswith(SMALL["stories.yaml"].rstrip("\n"))
    read = read_stories(text.encode())
    assert isinstance(read, Stories)
    told = read.stories[-1]
    assert ("pas_maintenant", "not_now") == (told.story, told.ends_at)
    assert {"organisation": "Les Potagers d’Arc", "ready": False} == told.answers
    assert "flow:write" in acts(quick)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "…", "title": "x"}, "Give it a short name"),
        ({"name": "ready_now", "title": "x", "version": "9"}, "Somebody changed this draft"),
    ],
)
def test_a_story_that_cannot_be_kept_says_why(
    quick: World, admin: Browser, fields: dict[str, str], said: str
) -> None:
    admin.page = to_the_end(admin)
    refused = admin.send("/flows/copies/c1/try/story#asked-now", fields)
    assert said in refused.text
    copy = quick.database.read(lambda store: working_copies.load(store, "c1"))
    assert SMALL == copy.sources


def test_a_page_carries_every_reply_for_its_own_copy_alone() -> None:
    seal = Seal("k" * 32)
    replies = (Said("é « » 😀"), Picked(("a", "b")), Skipped(), Kept(), WentBack(), Finished())
    lines = tuple(Line("q.1.p", reply) for reply in (*replies, Revised(Place("q", "1"))))
    signed = written(seal, "c1", "fr", lines)
    assert Carried("fr", lines) == carried(seal, "c1", signed)
    assert None is carried(seal, "c2", signed)
    assert None is carried(seal, "c1", f"x{signed}")
    with pytest.raises(TooLong):
        written(seal, "c1", "fr", [Line("q", Said("".join(map(chr, range(200, 55_000)))))] * 3)
