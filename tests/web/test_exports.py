"""Files of a revision, for coaches: every format, and the copy with remarks."""

from __future__ import annotations

import io
import json

import pytest
from httpx2 import Response
from pypdf import PdfReader

from charter.exporters import exporters
from tests.web.browser import Browser
from tests.web.reading import audited, decide, remark, send_again, strength, take
from tests.web.world import World

FILES = "/drafts/potagers/files"


def fetched(browser: Browser, kind: str, number: str = "1") -> Response:
    browser.get(FILES)
    led = browser.send(FILES, {"number": number, "format": kind})
    assert 303 == led.status_code
    return browser.get(led.headers["location"])


@pytest.mark.parametrize("kind", list(exporters()))
def test_a_revision_leaves_in_every_format(quick: World, kind: str) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    found = fetched(browser, kind)
    exporter = exporters()[kind]
    assert (200, exporter.media_type) == (found.status_code, found.headers["content-type"])
    assert f"charter-potagers-1.{exporter.extension}" in found.headers["content-disposition"]
    assert found.content
    entry = audited(quick)[-1]
    assert ("desk:export", {"number": 1, "format": kind}) == (entry.action, dict(entry.details))


def test_a_revision_is_the_one_that_was_sent(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    strength(coach)
    decide(coach, "redo")
    send_again(world, "potagers", public="Les aînés de Firminy")
    old, new = (json.loads(fetched(coach, "json", number).content) for number in ("1", "2"))
    assert (1, 2) == (old["revision"], new["revision"])
    assert "aînés de Firminy" not in json.dumps(old, ensure_ascii=False)
    assert "aînés de Firminy" in json.dumps(new, ensure_ascii=False)


def test_an_approved_charter_is_no_draft_any_more(world: World, coach: Browser) -> None:
    world.draft()
    take(coach)
    assert "draft" == json.loads(fetched(coach, "json").content)["status"]
    strength(coach)
    decide(coach, "ready")
    assert "approved" == json.loads(fetched(coach, "json").content)["status"]


def test_the_coachs_copy_has_the_strength_the_remarks_and_the_grid(
    world: World, coach: Browser
) -> None:
    world.draft()
    take(coach)
    remark(coach, "À qui manque quoi ?", about="answer:public", priority="yes")
    remark(coach, "<script>alert(1)</script> #let", audience="private")
    strength(coach, "Un besoin chiffré.")
    coach.get("/drafts/potagers")
    coach.send("/drafts/potagers/grid", {"state.need": "solid", "note.need": "Bien vu"})
    found = fetched(coach, "copy")
    assert "reading-potagers-1.pdf" in found.headers["content-disposition"]
    pages = PdfReader(io.BytesIO(found.content)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for words in ("A strength: Un besoin", "Priority", "manque quoi", "Coaches only", "Bien vu"):
        assert words in text
    assert "<script>alert(1)</script> #let" in text
    assert "À qui manque quoi" not in fetched(coach, "markdown").text


def test_a_file_is_led_to_and_never_found_by_its_address(world: World, coach: Browser) -> None:
    world.draft()
    coach.get(FILES)
    led = coach.send(FILES, {"number": "1", "format": "json"}).headers["location"]
    for path in (f"{FILES}/1/json", f"{FILES}/1/json?ticket=x", led.replace("json", "pdf", 1)):
        found = coach.get(path)
        assert (303, FILES) == (found.status_code, found.headers["location"])
    other = Browser(world).sign_in(world.stranger)
    assert 404 == other.get(led).status_code


@pytest.mark.parametrize(
    "fields",
    [{"number": "1", "format": "exe"}, {"number": "9", "format": "pdf"}, {"number": "x"}, {}],
)
def test_what_is_no_file_is_missing(quick: World, fields: dict[str, str]) -> None:
    quick.draft()
    browser = Browser(quick).sign_in(quick.coach)
    browser.get(FILES)
    form = browser.form(FILES).fields
    asked = {name: value for name, value in form.items() if name != "number"} | fields
    assert 404 == browser.post(FILES, asked).status_code
