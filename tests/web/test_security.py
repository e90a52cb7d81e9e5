"""What the desk refuses, whoever asks, and what it tells browsers to refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from storage.errors import DatabaseLocked
from storage.repositories import audit
from storage.stores import ReadStore, WriteStore
from tests.web.browser import Browser
from tests.web.world import World
from web.access import Access
from web.app import desk_app
from web.asked import Asked
from web.form import LARGEST
from web.page import Page
from web.pages import pages
from web.reply import Reply

SECRET_WORDS = "Les Potagers d’Arc doivent 300 €"


def broken(asked: Asked, store: ReadStore) -> Reply:
    raise RuntimeError(SECRET_WORDS)


def locked(asked: Asked, store: ReadStore) -> Reply:
    raise DatabaseLocked(database="x")


def noted(asked: Asked, store: WriteStore) -> Reply:
    """Something that must be done once."""
    audit.record(store, "test:act", noun="test", key="1", by=None, now=asked.now)
    if asked.form.text("text") == "refuse":
        return Reply(422, b"no")
    return asked.to("account", "account.browsers.ended")


TEST_PAGES = (
    Page("broken", "/test/broken", Access.ANYONE, show=broken),
    Page("locked", "/test/locked", Access.ANYONE, show=locked),
    Page("noted", "/test/noted", Access.SIGNED_IN, act=noted),
)


@pytest.fixture
def ines(quick: World) -> Browser:
    """A coach of a desk with some pages more."""
    every = {**pages(), **{page.name: page for page in TEST_PAGES}}
    client = TestClient(
        desk_app(quick.desk, every), base_url=quick.desk.address, follow_redirects=False
    )
    client.headers["Accept-Language"] = "en"
    return Browser(quick, client).sign_in(quick.coach)


def ask(browser: Browser, what: str) -> Response:
    asked: dict[str, Callable[[], Response]] = {
        "a page": lambda: browser.get("/account"),
        "the door": lambda: browser.client.get("/account", headers={"Cookie": ""}),
        "a style": lambda: browser.get(style_of(browser)),
        "nothing": lambda: browser.get("/nowhere"),
        "nothing of mine": lambda: browser.get("/drafts/nothing"),
        "what is broken": lambda: browser.get("/test/broken"),
        "what is locked": lambda: browser.get("/test/locked"),
        "another way": lambda: browser.client.delete("/account"),
        "a form from elsewhere": lambda: browser.post("/test/noted", {"once": "1"}),
        "too much": lambda: browser.post("/language", {"text": "x" * (LARGEST + 1)}),
        "no form": lambda: browser.client.post("/typed", json={"text": "x"}),
        "an unreadable form": lambda: browser.client.post(
            "/typed", content=b"\xff=%ff", headers={"Content-Type": FORM}
        ),
    }
    return asked[what]()


FORM = "application/x-www-form-urlencoded"
STATUS = {
    "a page": 200,
    "the door": 303,
    "a style": 200,
    "nothing": 404,
    "nothing of mine": 404,
    "what is broken": 500,
    "what is locked": 503,
    "another way": 405,
    "a form from elsewhere": 403,
    "too much": 413,
    "no form": 415,
    "an unreadable form": 400,
}


def style_of(browser: Browser) -> str:
    page = browser.get("/account").text
    return page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]


@pytest.mark.parametrize("what", STATUS)
def test_every_answer_tells_browsers_what_to_refuse(ines: Browser, what: str) -> None:
    answer = ask(ines, what)
    assert STATUS[what] == answer.status_code
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["content-security-policy"].split(";")
    )
    assert "'none'" == policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"]
    assert "'self'" == policy["script-src"] == policy["style-src"] == policy["form-action"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    expected = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "strict-transport-security": "max-age=31536000",
    }
    assert expected == {name: answer.headers[name] for name in expected}
    stored = "immutable" in answer.headers["cache-control"]
    assert (what == "a style") == stored
    assert stored or answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", [what for what, status in STATUS.items() if status >= 400])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_refusal_is_a_page_in_the_language_of_its_reader(
    ines: Browser, what: str, language: str
) -> None:
    ines.client.headers["Accept-Language"] = f"{language}-XX, de;q=0.5"
    page = ask(ines, what).text
    assert f'<html lang="{language}">' in page
    assert "<h1>" in page
    for leak in ("Traceback", "RuntimeError", "Potagers", ".py", "Error("):
        assert leak not in page


def test_what_breaks_is_logged_without_words_of_people(
    ines: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    ines.get("/test/broken")
    logged = capsys.readouterr().out
    assert "RuntimeError" in logged
    assert "test_security.py" in logged
    assert "Potagers" not in logged
    assert ines.client.cookies["__Host-session"] not in logged


def test_a_body_that_does_not_say_how_long_it_is_is_bounded_too(ines: Browser) -> None:
    parts = (b"x" * 100_000 for _ in range(LARGEST // 100_000 + 1))
    answer = ines.client.post("/language", content=parts, headers={"Content-Type": FORM})
    assert 413 == answer.status_code


def test_a_refused_way_says_which_ways_there_are(ines: Browser) -> None:
    answer = ines.client.delete("/account")
    assert "GET" in answer.headers["allow"]


def acts(world: World) -> int:
    return len(world.database.read(lambda store: audit.about(store, "test", "1")))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": "https://desk.test.evil.test"},
    ],
)
def test_a_form_of_another_site_does_nothing(
    quick: World, ines: Browser, headers: dict[str, str]
) -> None:
    fields = fields_of(ines)
    told = {"Sec-Fetch-Site": "cross-site"} | headers
    if "Origin" in headers:
        del told["Sec-Fetch-Site"]
    answer = ines.client.post("/test/noted", data=fields, headers=told)
    assert (403, 0) == (answer.status_code, acts(quick))


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "another's"])
def test_a_form_without_our_token_does_nothing(quick: World, ines: Browser, token: str) -> None:
    if token == "another's":
        token = fields_of(Browser(quick).sign_in(quick.admin))["csrf"]
    answer = ines.post("/test/noted", fields_of(ines) | {"csrf": token})
    assert (403, 0) == (answer.status_code, acts(quick))


@pytest.mark.parametrize("site", ["same-origin", "none", None])
def test_a_form_of_ours_is_taken(quick: World, ines: Browser, site: str | None) -> None:
    headers = {} if site is None else {"Sec-Fetch-Site": site}
    answer = ines.client.post("/test/noted", data=fields_of(ines), headers=headers)
    assert (303, 1) == (answer.status_code, acts(quick))


def test_a_form_sent_twice_acts_once_and_leads_to_the_same_kind_of_place(
    world: World, coach: Browser
) -> None:
    every = {**pages(), **{page.name: page for page in TEST_PAGES}}
    coach.client = TestClient(
        desk_app(world.desk, every),
        base_url=world.desk.address,
        follow_redirects=False,
        cookies=coach.client.cookies,
    )
    fields = fields_of(coach)
    answers = [coach.post("/test/noted", fields) for _ in range(3)]
    assert [303, 303, 303] == [answer.status_code for answer in answers]
    assert 1 == acts(world)
    assert 303 == coach.post("/test/noted", fields_of(coach)).status_code
    assert 2 == acts(world)


@pytest.mark.parametrize("once", [None, "", "x" * 101])
def test_a_form_that_could_act_twice_does_nothing(
    quick: World, ines: Browser, once: str | None
) -> None:
    fields = fields_of(ines)
    del fields["once"]
    if once is not None:
        fields["once"] = once
    assert (400, 0) == (ines.post("/test/noted", fields).status_code, acts(quick))


def test_what_is_refused_is_undone_and_may_be_sent_again(quick: World, ines: Browser) -> None:
    fields = fields_of(ines)
    assert 422 == ines.post("/test/noted", fields | {"text": "refuse"}).status_code
    assert 0 == acts(quick)
    assert 303 == ines.post("/test/noted", fields | {"text": "well"}).status_code
    assert 1 == acts(quick)


@pytest.mark.parametrize(
    "back", ["https://evil.test", "//evil.test", "/\\evil.test", "\\\\evil", "/a\r\nX: y", "x", ""]
)
def test_nothing_leads_away_from_the_desk(ines: Browser, back: str) -> None:
    fields = fields_of(ines) | {"language": "fr", "back": back}
    answer = ines.post("/language", fields)
    assert (303, "/") == (answer.status_code, answer.headers["location"])
    assert "x" not in answer.headers or "X" not in answer.headers


def test_a_language_is_chosen_and_kept(ines: Browser) -> None:
    fields = fields_of(ines)
    for chosen, shown in (("fr", "fr"), ("xx", "fr"), ("en", "en")):
        answer = ines.post("/language", fields | {"language": chosen, "back": "/account"})
        assert "/account" == answer.headers["location"]
        assert f'<html lang="{shown}">' in ines.get("/account").text


def test_addresses_that_are_not_ours_are_not_there(ines: Browser) -> None:
    paths = ("/static/x/desk.css", "/static/x/..%2f..%2fapp.py", "/account/", "/Account")
    assert [404] * 4 == [ines.get(path).status_code for path in paths]


def test_nothing_that_was_said_once_can_be_forged(quick: World, ines: Browser) -> None:
    ines.client.cookies.set("__Host-said", quick.desk.seal.sign("wanted", "5b5d"))
    assert 'role="status"' not in ines.get("/account").text


def test_who_listens_on_the_way_hears_nothing(quick: World, ines: Browser) -> None:
    for cookie in ines.get(ines.link(quick.coach)).headers.get_list("set-cookie"):
        assert "; Secure" in cookie
        assert "; HttpOnly" in cookie
        assert cookie.startswith("__Host-")


def fields_of(browser: Browser) -> dict[str, str]:
    """What every form of the next page carries."""
    browser.get("/account")
    found = browser.form("/sign-out").fields
    return {name: found[name] for name in ("csrf", "once")}
