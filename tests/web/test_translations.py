"""One more language of a working copy, beside its source: by hand, and by a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from httpx2 import Response

from charter.guide import load_guide
from charter.translating.lines import State, lines_of
from storage.repositories import working_copies
from tests.web.browser import Browser
from tests.web.copies import SMALL, copy_of, edit, publish_small
from tests.web.world import World

HERE = "/flows/copies/c1/translations"
TITLE, HINT = "flow.de.yaml|title", "flow.de.yaml|questions.organisation.text"


@pytest.fixture
def admin(quick: World) -> Browser:
    publish_small(quick)
    copy_of(quick)
    return Browser(quick).sign_in(quick.admin)


def files(admin: Browser) -> dict[str, bytes]:
    return admin.world.database.read(lambda store: working_copies.load(store, "c1")).files


def said(admin: Browser, key: str) -> str:
    lines = {f"{each.file}|{each.name}": each for each in lines_of(files(admin), "de")}
    return lines[key].translation.said


def begin(admin: Browser) -> Response:
    admin.get(f"{HERE}/en")
    answer = admin.send(HERE, {"language": "DE"})
    assert f"{HERE}/de" == answer.headers["location"]
    return admin.get(f"{HERE}/de")


def field(admin: Browser, key: str, show: str = "open") -> str:
    """The field where a text is translated."""
    fields = admin.form(f"{HERE}/de?show={show}").fields
    name = next(name for name, value in fields.items() if value == key)
    return name.replace("key.", "text.")


def test_a_language_is_begun_and_its_texts_are_saved_in_its_files(admin: Browser) -> None:
    page = begin(admin)
    assert 'dir="auto"' in page.text
    assert "flow.de.yaml" in files(admin)
    answer = admin.send(f"{HERE}/de?show=open", {field(admin, TITLE): "Ein Weg"})
    assert 303 == answer.status_code
    assert "Ein Weg" == said(admin, TITLE)
    assert "translated: |\n  title " in files(admin)["flow.de.yaml"].decode()


def test_a_wrong_text_stays_on_the_page_with_its_reason_and_the_others_are_saved(
    admin: Browser,
) -> None:
    begin(admin)
    fields = {field(admin, TITLE): "Ein Weg", field(admin, HINT): "Wie heißt {sie}?"}
    answer = admin.send(f"{HERE}/de?show=open", fields)
    assert 422 == answer.status_code
    assert "Wie heißt {sie}?" in answer.text
    assert "added: {sie}" in answer.text
    assert "Ein Weg" == said(admin, TITLE)
    assert "" == said(admin, HINT)


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(admin: Browser) -> None:
    begin(admin)
    name = field(admin, TITLE)
    texts = {key: content.decode() for key, content in files(admin).items()}
    edit(admin.world, {**texts, "flow.de.yaml": texts["flow.de.yaml"] + "title: Der Weg\n"})
    answer = admin.send(f"{HERE}/de?show=open", {name: "Ein Weg"})
    assert 409 == answer.status_code
    assert "Ein Weg" in answer.text
    assert "Der Weg" in answer.text
    assert "Der Weg" == said(admin, TITLE)


def test_a_text_whose_source_changed_is_read_again_and_said_to_be_still_right(
    admin: Browser,
) -> None:
    begin(admin)
    admin.send(f"{HERE}/de?show=open", {field(admin, TITLE): "Ein Weg"})
    texts = {key: content.decode() for key, content in files(admin).items()}
    title = lines_of(files(admin), "de").leaves[0].source.data["title"]
    edit(admin.world, {**texts, "flow.yaml": texts["flow.yaml"].replace(str(title), "Autre", 1)})
    page = admin.get(f"{HERE}/de?show=stale")
    assert "Autre" in page.text
    still = field(admin, TITLE, "stale").replace("text.", "still.")
    admin.send(f"{HERE}/de?show=stale", {still: "yes"})
    assert 0 == lines_of(files(admin), "de").counts()[State.STALE]


def test_the_table_goes_out_and_comes_back(admin: Browser) -> None:
    begin(admin)
    sent = admin.get(f"{HERE}/de/table.csv")
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))
    for row in rows[1:]:
        row[3] = row[2]
    rows[2][3] = "=1+1 {x}"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    answer = send_table(admin, "de.csv", out.getvalue().encode())
    assert 200 == answer.status_code
    assert "1 row refused" in answer.text
    assert 1 == lines_of(files(admin), "de").counts()[State.MISSING]
    assert "de" not in load_guide(files(admin), number=1).languages
    assert admin.get(f"{HERE}/de/table.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a,b", bytes(range(256))])
def test_what_is_no_table_is_refused(admin: Browser, content: bytes) -> None:
    begin(admin)
    before = files(admin)
    assert 422 == send_table(admin, "x.xlsx", content).status_code
    assert before == files(admin)


def test_a_language_needs_two_letters_and_is_not_the_source(admin: Browser) -> None:
    for wrong in ("fr", "d", "12", ""):
        admin.get(f"{HERE}/en")
        assert 422 == admin.send(HERE, {"language": wrong}).status_code
    assert set(SMALL) == set(files(admin))
    assert 404 == admin.get(f"{HERE}/eng").status_code
    assert 200 == admin.get(f"{HERE}/fr").status_code


def test_files_that_cannot_be_read_are_told(admin: Browser) -> None:
    edit(admin.world, {**SMALL, "flow.de.yaml": "- a"})
    page = admin.get(f"{HERE}/de?show=all&group=none&at=99999999")
    assert "flow.de.yaml" in page.text
    assert 200 == page.status_code


def send_table(admin: Browser, name: str, content: bytes) -> Response:
    admin.get(f"{HERE}/de")
    fields = {
        name: value
        for name, value in admin.form(f"{HERE}/de/table").fields.items()
        if name != "table"
    }
    return admin.client.post(
        f"{HERE}/de/table",
        data=fields,
        files=[("table", (name, content, "application/octet-stream"))],
        headers={"Sec-Fetch-Site": "same-origin", "Origin": admin.world.desk.address},
    )
