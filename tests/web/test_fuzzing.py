"""Anything at all in every field, address, header and cookie: never a failure of ours, and never
anything but text in a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings, strategies as some
from hypothesis.strategies import SearchStrategy

from storage.database import Database
from tests.web.browser import Browser, Forms
from tests.web.world import World, made
from web.addresses import PARAMETER
from web.pages import pages

FUZZED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
#: what breaks applications that trust what they are told
NASTY = (
    *("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}"),
    *("' OR 1=1 --", "%00", "\0", "../../../etc/passwd", "=cmd|' /C calc'!A0", "\r\nX-Fuzz: 1"),
    *("\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "\u202e", "é" * 999),
    *("9" * 400, "-1", "NaN", "[]", "__proto__", "%s%n", "javascript:alert(1)", "//evil.test"),
)
WORDS: SearchStrategy[str] = some.one_of(
    some.sampled_from(NASTY), some.text(max_size=60), some.text(alphabet="<>\"'&/=;", max_size=30)
)
PATHS = [page.path for page in pages().values()]


class Inside(HTMLParser):
    """What a page makes a browser do."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: set[str] = set()
        self.does: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self.scripts.add(given.get("src", "inline"))
        self.does |= {name for name in given if name.startswith("on") or name == "style"}
        self.does |= {value for value in given.values() if value.startswith("javascript:")}
        self.does |= {tag} & {"img", "iframe", "object", "embed", "base", "svg"}


@pytest.fixture(scope="module")
def fuzzed(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A coach with a draft in hand: one desk for all that is tried."""
    path = tmp_path_factory.mktemp("fuzzed") / "alliance.db"
    path.write_bytes(sqlite_template.read_bytes())
    with Database.open(f"sqlite:///{path}") as database:
        world = made(database)
        world.draft()
        yield taking(world)
        world.desk.threads.close()


def taking(world: World) -> Browser:
    browser = Browser(world).sign_in(world.coach)
    browser.get("/drafts/potagers")
    browser.send("/drafts/potagers/take")
    return browser


def every_form(browser: Browser) -> list[tuple[str, dict[str, str]]]:
    """The forms of every page that can be reached, as a coach finds them."""
    found = []
    for page in pages().values():
        if not page.show or set(PARAMETER.findall(page.path)) - {"alliance"}:
            continue
        path = page.path.replace("{alliance}", "potagers")
        forms = Forms()
        forms.feed(browser.get(path).text)
        found += [(form.action or path, form.fields) for form in forms.found]
    return [(path, fields) for path, fields in found if path != "/sign-out"]


def is_sound(browser: Browser, path: str) -> None:
    page = browser.get(path)
    assert page.status_code < 500
    inside = Inside()
    inside.feed(page.text)
    assert {src for src in inside.scripts if not src.startswith("/static/")} == set()
    assert set() == inside.does
    assert "x-fuzz" not in page.headers


@FUZZED
@given(
    which=some.integers(0, 999),
    words=some.lists(WORDS, min_size=7, max_size=7),
    extra=some.dictionaries(some.text(min_size=1, max_size=8), WORDS, max_size=3),
)
def test_nothing_typed_in_a_form_breaks_it_or_becomes_more_than_text(
    fuzzed: Browser, which: int, words: list[str], extra: dict[str, str]
) -> None:
    if fuzzed.get("/account").status_code == 303:
        fuzzed.sign_in(fuzzed.world.coach)  # it has signed itself out
    forms = every_form(fuzzed)
    path, fields = forms[which % len(forms)]
    typed = cycle(words)
    filled = {
        name: value if name in {"csrf", "once"} else next(typed) for name, value in fields.items()
    }
    answer = fuzzed.post(path, {**extra, **filled})
    assert answer.status_code < 500, (path, filled)
    assert "x-fuzz" not in answer.headers
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")
    for shown in ("/drafts", "/drafts/potagers", "/account"):
        is_sound(fuzzed, shown)


@FUZZED
@given(data=some.data())
def test_nothing_in_an_address_breaks_a_page(fuzzed: Browser, data: some.DataObject) -> None:
    path = data.draw(some.sampled_from(PATHS))
    for name in PARAMETER.findall(path):
        value = data.draw(some.one_of(WORDS, some.just("potagers"), some.just("1")), label=name)
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    rest = data.draw(some.dictionaries(some.text(max_size=8), WORDS, max_size=3))
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in rest.items())
    for method in ("GET", "HEAD", "POST", "PUT", "OPTIONS"):
        answer = fuzzed.client.request(method, f"{path}?{query}")
        assert answer.status_code < 500, (method, path)
        assert "x-fuzz" not in answer.headers


@FUZZED
@given(
    names=some.lists(
        some.sampled_from(
            [
                *("Cookie", "Accept-Language", "User-Agent", "Sec-Fetch-Site", "Origin"),
                *("Content-Type", "X-Forwarded-For", "Referer", "Host", "Content-Length"),
            ]
        ),
        unique=True,
        max_size=4,
    ),
    value=some.binary(max_size=60).map(
        lambda raw: bytes(byte for byte in raw if byte >= 32 and byte != 127)
    ),
)
def test_nothing_in_a_header_breaks_a_page(fuzzed: Browser, names: list[str], value: bytes) -> None:
    headers = [(name.encode(), value) for name in names if name != "Content-Length"]
    for path in ("/account", "/sign-in", "/drafts/potagers"):
        assert fuzzed.client.get(path, headers=headers).status_code < 500
    assert fuzzed.client.post("/typed", content=b"a=b", headers=headers).status_code < 500


@FUZZED
@given(body=some.binary(max_size=200))
def test_no_body_breaks_a_form(fuzzed: Browser, body: bytes) -> None:
    told = {"Content-Type": "application/x-www-form-urlencoded"}
    for content in (body, quote_from_bytes(body).encode(), b"csrf=" + body):
        answer = fuzzed.client.post("/drafts/potagers/remarks", content=content, headers=told)
        assert answer.status_code in {400, 403}
